package io.ringflow.ivr.api;

import io.ringflow.ivr.api.ReportFacts.AgentReportFacts;
import io.ringflow.ivr.api.ReportFacts.QueueReportFacts;
import io.ringflow.ivr.report.QueueReports;
import io.ringflow.ivr.report.ReportCsv;
import io.ringflow.ivr.report.ReportLine;
import io.ringflow.ivr.report.ReportQuery;
import io.ringflow.ivr.rest.RestError;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What an application's queues and agents did, by hour or day. Thread-safe. */
final class ReportResource {

    private static final String CSV = "text/csv; charset=utf-8";
    private static final int MOST_DAYS = 400;
    private static final int MOST_DAYS_OF_HOURS = 62;

    private final QueueReports reports;
    private final ZoneId zone;
    private final InstantSource clock;

    /** @param zone of the days, unless another is wanted */
    ReportResource(QueueReports reports, ZoneId zone, InstantSource clock) {
        this.reports = reports;
        this.zone = zone;
        this.clock = clock;
    }

    record ReportRange(
            @Field("Only this queue, or this agent") Optional<String> of,

            @Field(value = "What is summed up", fallback = "hour")
            ReportQuery.By by,

            @Field("From then on; missing: the day before `before`")
            Optional<Instant> from,

            @Field("Earlier than that; missing: now") Optional<Instant> before,

            @Field("Whose days and hours they are, such as `Asia/Shanghai`; missing: the server's")
            Optional<String> zone,

            @Field(value = "How many at most", fallback = Page.LIMIT, min = 1, max = Page.MOST)
            int limit,

            @Field(value = "The `next` of the page before", longest = 1_000)
            Optional<String> cursor) {}

    record CsvRange(
            @Field("Only this queue, or this agent") Optional<String> of,

            @Field(value = "What is summed up", fallback = "hour")
            ReportQuery.By by,

            @Field("From then on; missing: the day before `before`")
            Optional<Instant> from,

            @Field("Earlier than that; missing: now") Optional<Instant> before,

            @Field("Whose days and hours they are, such as `Asia/Shanghai`; missing: the server's")
            Optional<String> zone) {}

    record QueueReport(
            @Field("By time, then by queue; what has nothing is not there")
            List<QueueReportFacts> items,

            @Field("The `cursor` of the next page; missing on the last")
            Optional<String> next) {}

    record AgentReport(
            @Field("By time, then by agent; what has nothing is not there")
            List<AgentReportFacts> items,

            @Field("The `cursor` of the next page; missing on the last")
            Optional<String> next) {}

    List<Route<?, ?>> routes() {
        String root = QueueResource.APPLICATION;
        return List.of(
                Route.get(root + "/queue-report", "reportQueues")
                        .with(ReportRange.class)
                        .answers(QueueReport.class)
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .by(
                                Section.QUEUES,
                                "What happened at the queues: by quarter of an hour or hour, 62 days at a time, or by day, 400 days. What"
                                        + " happened in the last second may be missing, and agents' times of the last ten.",
                                this::queues),
                Route.get(root + "/queue-report.csv", "exportQueues")
                        .with(CsvRange.class)
                        .answers(Output.text(CSV))
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .by(
                                Section.QUEUES,
                                "The same as comma-separated values (RFC 4180), times in seconds, with a header line;"
                                        + " `localtime` is that of the zone.",
                                this::exportQueues),
                Route.get(root + "/agent-report", "reportAgents")
                        .with(ReportRange.class)
                        .answers(AgentReport.class)
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .by(Section.AGENTS, "What agents did, and how long they were in which state.", this::agents),
                Route.get(root + "/agent-report.csv", "exportAgents")
                        .with(CsvRange.class)
                        .answers(Output.text(CSV))
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .by(Section.AGENTS, "The same as comma-separated values.", this::exportAgents));
    }

    private Reply queues(Ask<ReportRange, Input.None> ask) {
        var page = page(reports.queues(query(ask, range(ask.query()))), ask.query())
                .map(QueueReportFacts::of);
        return Reply.of(new QueueReport(page.items(), page.next()));
    }

    private Reply agents(Ask<ReportRange, Input.None> ask) {
        var page = page(reports.agents(query(ask, range(ask.query()))), ask.query())
                .map(AgentReportFacts::of);
        return Reply.of(new AgentReport(page.items(), page.next()));
    }

    private Reply exportQueues(Ask<CsvRange, Input.None> ask) {
        var query = query(ask, ask.query());
        return Reply.text(ReportCsv.queues(reports.queues(query), query.zone()));
    }

    private Reply exportAgents(Ask<CsvRange, Input.None> ask) {
        var query = query(ask, ask.query());
        return Reply.text(ReportCsv.agents(reports.agents(query), query.zone()));
    }

    private static CsvRange range(ReportRange query) {
        return new CsvRange(query.of(), query.by(), query.from(), query.before(), query.zone());
    }

    private static <L extends ReportLine<?>> Page<L> page(List<L> lines, ReportRange range) {
        return Page.of(
                lines,
                line -> new Cursor(line.from(), line.key()),
                Comparator.naturalOrder(),
                range.cursor(),
                range.limit());
    }

    private ReportQuery query(Ask<?, ?> ask, CsvRange range) {
        var application = ask.tenant().application(ask.at("applicationId"));
        var before = range.before().orElseGet(clock::instant);
        var from = range.from().orElse(before.minus(Duration.ofDays(1)));
        int most = range.by() == ReportQuery.By.DAY ? MOST_DAYS : MOST_DAYS_OF_HOURS;
        if (Duration.between(from, before).compareTo(Duration.ofDays(most)) > 0) {
            throw ApiRefused.parameter("from", "must not be more than " + most + " days before the end");
        }
        return new ReportQuery(application.id(), range.of(), from, before, range.by(), zone(range.zone()));
    }

    private ZoneId zone(Optional<String> wanted) {
        try {
            return wanted.map(ZoneId::of).orElse(zone);
        } catch (DateTimeException _) {
            throw ApiRefused.parameter("zone", "must be a time zone such as Asia/Shanghai");
        }
    }
}

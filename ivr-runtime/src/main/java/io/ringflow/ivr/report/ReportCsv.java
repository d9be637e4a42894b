package io.ringflow.ivr.report;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * Reports as comma-separated values (RFC 4180): a header line, then a line each. When it began is there in UTC, and as the
 * clock on the wall showed it, which spreadsheets take for a time; durations are seconds. Pure.
 */
public final class ReportCsv {

    private static final String END = "\r\n";
    private static final double MILLIS = 1_000;
    private static final DateTimeFormatter WALL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private ReportCsv() {}

    /** @param zone of the clock on the wall */
    public static String queues(List<ReportLine<QueueFigure>> lines, ZoneId zone) {
        var page = new StringBuilder();
        page.append(header("queuetype", QueueFigure.values()).add("servicelevelpercent"));
        for (var line : lines) {
            var percent = ServiceLevel.percent(line.tally());
            page.append(row(line, QueueFigure.values(), zone)
                    .add(percent.map(String::valueOf).orElse("")));
        }
        return page.toString();
    }

    /** @param zone of the clock on the wall */
    public static String agents(List<ReportLine<AgentFigure>> lines, ZoneId zone) {
        var page = new StringBuilder();
        page.append(header("agentid", AgentFigure.values()));
        for (var line : lines) page.append(row(line, AgentFigure.values(), zone));
        return page.toString();
    }

    private static StringJoiner header(String key, Figure[] figures) {
        var header = new StringJoiner(",", "", END).add("from").add("localtime").add(key);
        for (var figure : figures) header.add(figure.column().replace("_", "") + (figure.duration() ? "seconds" : ""));
        return header;
    }

    private static <F extends Enum<F> & Figure> StringJoiner row(ReportLine<F> line, F[] figures, ZoneId zone) {
        var row = new StringJoiner(",", "", END)
                .add(line.from().toString())
                .add(WALL.format(line.from().atZone(zone)))
                .add(line.key());
        for (F figure : figures) row.add(value(figure, line.tally().of(figure)));
        return row;
    }

    private static String value(Figure figure, long value) {
        return figure.duration() ? String.format(Locale.ROOT, "%.1f", value / MILLIS) : Long.toString(value);
    }
}

package io.ringflow.ivr.report;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Reports as comma-separated values (RFC 4180): a header line, then a line each; times in UTC, durations in seconds. Pure. */
public final class ReportCsv {

    private static final String END = "\r\n";
    private static final double MILLIS = 1_000;

    private ReportCsv() {}

    public static String queues(List<ReportLine<QueueFigure>> lines) {
        return page("queuetype", QueueFigure.values(), lines);
    }

    public static String agents(List<ReportLine<AgentFigure>> lines) {
        return page("agentid", AgentFigure.values(), lines);
    }

    private static <F extends Enum<F> & Figure> String page(String key, F[] figures, List<ReportLine<F>> lines) {
        var page = new StringBuilder();
        var header = new StringJoiner(",", "", END).add("from").add(key);
        for (F figure : figures) header.add(figure.column().replace("_", "") + (figure.duration() ? "seconds" : ""));
        page.append(header);
        for (var line : lines) {
            var row = new StringJoiner(",", "", END).add(line.from().toString()).add(line.key());
            for (F figure : figures) row.add(value(figure, line.tally().of(figure)));
            page.append(row);
        }
        return page.toString();
    }

    private static String value(Figure figure, long value) {
        return figure.duration() ? String.format(Locale.ROOT, "%.1f", value / MILLIS) : Long.toString(value);
    }
}

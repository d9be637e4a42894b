package io.ringflow.bench.load;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A report for human eyes. */
final class ReportTable {

    private final StringBuilder text = new StringBuilder(2048);

    private ReportTable() {}

    static String of(Report report) {
        var table = new ReportTable();
        table.head(report);
        table.calls(report.calls(), report.setup());
        table.media(report.rtp(), report.pacing());
        table.server(report.server());
        table.tool(report.tool());
        return table.text.toString();
    }

    /** Only what came by RTP. */
    static String of(Report.Rtp rtp, Report.Pacing pacing) {
        var table = new ReportTable();
        table.columns();
        table.media(rtp, pacing);
        return table.text.toString();
    }

    private void head(Report report) {
        var machine = report.machine();
        var settings = report.settings();
        line("machine", "%s, %d cores, %s", machine.processor(), machine.cores(), machine.kernel());
        line("jdk, commit", "%s, %s", machine.jdk(), machine.commit());
        line(
                "load",
                "%d calls to %s, %d/s, at most %d at a time, hold %s",
                settings.total(),
                settings.uri(),
                settings.rate(),
                settings.calls(),
                settings.hold());
    }

    private void calls(Report.Calls calls, Report.Setup setup) {
        line("calls", "%d placed, %d answered, %d failed", calls.placed(), calls.answered(), calls.failed());
        calls.failures().forEach((cause, count) -> line("  failed", "%d × %s", count, cause));
        line("setups", "%.1f/s, %d retransmissions", setup.perSecond(), calls.retransmissions());
        columns();
        spread("INVITE to 200", setup.answer());
        spread("INVITE to first RTP", setup.firstPacket());
    }

    private void columns() {
        text.append(String.format(
                Locale.ROOT, "%-26s%10s%10s%10s%10s%12s%n", "milliseconds", "p50", "p99", "p99.9", "max", "samples"));
    }

    private void media(Report.Rtp rtp, Report.Pacing pacing) {
        spread("pacing, between packets", pacing.interarrival());
        spread("pacing, against schedule", pacing.schedule());
        line(
                "RTP in",
                "%d streams, %d expected, %d received, %d lost, %d doubled, %d reordered, %d strays",
                rtp.streams(),
                rtp.expected(),
                rtp.received(),
                rtp.lost(),
                rtp.duplicates(),
                rtp.reordered(),
                rtp.strays());
        line("", "%d gaps over 40 ms, %d events; out: %d", rtp.gapsOver40Millis(), rtp.events(), rtp.sent());
    }

    private void server(Report.@Nullable Server server) {
        if (server == null) return;
        line("server CPU", "%.3f cores for %.1f s", server.steadyCores(), server.steadySeconds());
        line("", "%.2f ms per call in all", server.cpuMillisPerCall());
        line(
                "server RSS",
                "%d MB before, %d MB peak, %d MB after",
                server.rssBefore() / 1024,
                server.rssPeak() / 1024,
                server.rssAfter() / 1024);
        if (server.steadyCalls() == 0) return;
        line(
                "server per call up",
                "%d calls: CPU %.3f ms each second, RSS growth %.1f KB",
                server.steadyCalls(),
                server.cpuMillisPerCallSecond(),
                server.rssGrowthPerCall());
    }

    private void tool(Report.Tool tool) {
        line(
                "this tool",
                "%.3f cores, %d collections (%d ms), steal %.1f %%, %.1f s",
                tool.cores(),
                tool.collections(),
                tool.collectionMillis(),
                tool.stealPercent(),
                tool.seconds());
    }

    private void spread(String name, Report.Spread spread) {
        text.append(String.format(
                Locale.ROOT,
                "%-26s%10.3f%10.3f%10.3f%10.3f%12d%n",
                name,
                spread.p50(),
                spread.p99(),
                spread.p999(),
                spread.max(),
                spread.count()));
    }

    private void line(String name, String format, Object... values) {
        text.append(String.format(Locale.ROOT, "%-26s", name))
                .append(String.format(Locale.ROOT, format, values))
                .append(System.lineSeparator());
    }
}

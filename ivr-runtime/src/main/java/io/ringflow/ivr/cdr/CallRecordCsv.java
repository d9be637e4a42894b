package io.ringflow.ivr.cdr;

import io.ringflow.ivr.cdr.CallRecord.Centre;
import io.ringflow.ivr.cdr.CallRecord.Recording;
import io.ringflow.ivr.cdr.CallRecord.SecondTalk;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Call records as comma-separated values (RFC 4180): a header line, then a line each; UTF-8, times in UTC. Pure. */
public final class CallRecordCsv {

    private static final String END = "\r\n";

    private static final List<String> COLUMNS = List.of(
            "callid",
            "appid",
            "direction",
            "caller",
            "called",
            "trunk",
            "relatedcallid",
            "begintime",
            "alertingtime",
            "starttime",
            "endtime",
            "callduration",
            "secnumber",
            "sstime",
            "setime",
            "seccallduration",
            "errorcode",
            "sipstatus",
            "cause",
            "endedby",
            "codec",
            "mosheard",
            "mossent",
            "mediaflow",
            "recordid",
            "recordurl",
            "confid",
            "userdata",
            "queuetype",
            "agentid",
            "queuetime");

    private CallRecordCsv() {}

    /**
     * Writes whatever matches, page by page: neither memory nor the database is held for long.
     *
     * @throws IOException of the target
     */
    public static void write(CallRecords records, CallRecordQuery query, Appendable to) throws IOException {
        to.append(String.join(",", COLUMNS)).append(END);
        var page = records.page(query, Optional.empty(), CallRecords.MOST_AT_ONCE);
        write(page, to);
        while (page.next().isPresent()) {
            page = records.page(query, page.next(), CallRecords.MOST_AT_ONCE);
            write(page, to);
        }
    }

    private static void write(CallRecordPage page, Appendable to) throws IOException {
        for (var record : page.records()) to.append(line(record)).append(END);
    }

    private static String line(CallRecord record) {
        var line = new StringBuilder(400);
        var times = record.times();
        var second = record.second();
        text(line, record.callId());
        text(line, record.applicationId());
        text(line, Integer.toString(record.direction().ordinal()));
        text(line, record.caller());
        text(line, record.called());
        text(line, record.trunk());
        text(line, record.relatedCallId().orElse(""));
        time(line, Optional.of(times.beganAt()));
        time(line, times.alertedAt());
        time(line, times.answeredAt());
        time(line, Optional.of(times.endedAt()));
        text(line, seconds(record.duration()));
        text(line, second.flatMap(SecondTalk::number).orElse(""));
        time(line, second.map(SecondTalk::answeredAt));
        time(line, second.map(SecondTalk::endedAt));
        text(line, second.map(SecondTalk::duration).map(CallRecordCsv::seconds).orElse(""));
        text(line, record.end().errorCode());
        text(line, Integer.toString(record.end().sipStatus()));
        text(line, record.end().cause());
        text(line, record.end().endedBy());
        text(line, record.sound().codec());
        text(line, record.sound().heard().map(CallRecordCsv::score).orElse(""));
        text(line, record.sound().sent().map(CallRecordCsv::score).orElse(""));
        text(line, Long.toString(record.sound().bytes()));
        text(line, record.recording().map(Recording::id).orElse(""));
        text(line, record.recording().map(Recording::url).orElse(""));
        text(line, record.conferenceId().orElse(""));
        text(line, record.userData().orElse(""));
        var centre = record.centre();
        text(line, centre.map(Centre::queue).orElse(""));
        text(line, centre.flatMap(Centre::agentId).orElse(""));
        text(line, centre.map(Centre::waited).map(CallRecordCsv::seconds).orElse(""));
        line.setLength(line.length() - 1);
        return line.toString();
    }

    private static void time(StringBuilder line, Optional<Instant> time) {
        text(line, time.map(Instant::toString).orElse(""));
    }

    private static String seconds(Duration duration) {
        return Long.toString(duration.toSeconds());
    }

    private static String score(double score) {
        return String.valueOf(Math.round(score * 100) / 100.0);
    }

    /** A field and the comma behind it. */
    private static void text(StringBuilder line, String value) {
        if (isFormula(value)) quoted(line, "'" + value);
        else if (needsQuotes(value)) quoted(line, value);
        else line.append(value);
        line.append(',');
    }

    /** What a spreadsheet would run, were a caller to call himself so. Numbers like +8657188886666 are none. */
    private static boolean isFormula(String value) {
        if (value.isEmpty()) return false;
        char first = value.charAt(0);
        if (first == '+' || first == '-') return !value.substring(1).chars().allMatch(Character::isDigit);
        return first == '=' || first == '@' || first == '\t' || first == '\r';
    }

    private static boolean needsQuotes(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (",\"\r\n".indexOf(value.charAt(i)) >= 0) return true;
        }
        return false;
    }

    private static void quoted(StringBuilder line, String value) {
        line.append('"').append(value.replace("\"", "\"\"")).append('"');
    }
}

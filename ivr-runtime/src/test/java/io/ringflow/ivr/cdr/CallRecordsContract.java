package io.ringflow.ivr.cdr;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.database.Database;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What call records do, in whatever database. */
abstract class CallRecordsContract {

    private Database database;
    private StoredCallRecords records;

    /** A new, empty one. */
    abstract Database open() throws IOException;

    @BeforeEach
    void begin() throws IOException {
        database = open();
        records = new StoredCallRecords(database);
    }

    @AfterEach
    void end() {
        database.close();
    }

    @Test
    void aRecordComesOutAsItWentIn() {
        var bare = SampleRecords.of("call1", 60).bare();
        keep(bare);
        assertThat(records.find("call1")).contains(bare);
        assertThat(records.find("call2")).isEmpty();
    }

    /** Flow protocol 5.6, 5.7: every field. What no database takes, a NUL and half a character, becomes a sign of its own. */
    @Test
    void aRecordWithEverythingInItComesOutWithEverything() {
        var full = SampleRecords.of("call1", 60).full();
        keep(full);
        var found = records.find("call1").orElseThrow();
        assertThat(found).usingRecursiveComparison().ignoringFields("userData").isEqualTo(full);
        assertThat(found.userData()).contains("你好, \"quoted\"\r\n\uFFFD ?");
    }

    @Test
    void aRecordThatIsWrittenTwiceIsThereOnce() {
        keep(SampleRecords.of("call1", 60).bare());
        keep(SampleRecords.of("call1", 61).bare(), SampleRecords.of("call2", 62).bare());
        assertThat(ids(CallRecordQuery.ALL)).containsExactly("call2", "call1");
        assertThat(records.find("call1").orElseThrow().duration()).hasSeconds(60);
    }

    @Test
    void aQueryFindsByApplicationTimeNumberResultAndDirection() {
        keep(
                SampleRecords.of("call1", 1).ofApplication("bank").bare(),
                SampleRecords.of("call2", 2).from("02011112222").bare(),
                SampleRecords.of("call3", 3).unanswered().bare(),
                SampleRecords.of("call4", 4).full());
        var all = CallRecordQuery.ALL;

        assertThat(ids(all.ofApplications(Set.of("bank")))).containsExactly("call1");
        assertThat(ids(all.ofApplications(Set.of("bank", "shop")))).hasSize(4);
        assertThat(ids(all.ofApplications(Set.of()))).isEmpty();
        assertThat(ids(all.ended(at(2), at(4)))).containsExactly("call3", "call2");
        assertThat(ids(all.withNumber("02011112222"))).containsExactly("call2");
        assertThat(ids(all.withNumber("4001234567"))).containsExactly("call3", "call2", "call1");
        assertThat(ids(all.withNumber("13900139000"))).containsExactly("call4");
        assertThat(ids(all.withNumber("' OR '1'='1"))).isEmpty();
        assertThat(ids(all.withResult(Optional.of(false), Optional.empty()))).containsExactly("call3");
        assertThat(ids(all.withResult(Optional.of(true), Optional.of("000000"))))
                .hasSize(3);
        assertThat(ids(all.withDirection(CallRecord.Direction.OUTBOUND))).containsExactly("call4");
    }

    @Test
    void pagesGiveEachRecordOnceAlsoWhenManyEndedAtTheSameMomentAndOthersEndMeanwhile() {
        keep(IntStream.range(0, 25)
                .mapToObj(n -> SampleRecords.of("call%02d".formatted(n), n / 10).bare())
                .toArray(CallRecord[]::new));
        for (var query : List.of(CallRecordQuery.ALL, CallRecordQuery.ALL.inOrder())) {
            var seen = new ArrayList<String>();
            var page = records.page(query, Optional.empty(), 7);
            while (true) {
                page.records().forEach(record -> seen.add(record.callId()));
                if (page.next().isEmpty()) break;
                keep(SampleRecords.of("later" + seen.size() + query.oldestFirst(), 100)
                        .bare());
                var cursor = CallRecordCursor.parse(page.next().get().text());
                page = records.page(query, Optional.of(cursor), 7);
            }
            assertThat(seen).doesNotHaveDuplicates();
            assertThat(seen.stream().filter(id -> id.startsWith("call"))).hasSize(25);
        }
    }

    @Test
    void csvHasEveryRecordOnALineOfItsOwn() throws IOException {
        keep(
                SampleRecords.of("call1", 60).from("=cmd()").bare(),
                SampleRecords.of("call2", 61).full());
        var csv = new StringBuilder();
        CallRecordCsv.write(records, CallRecordQuery.ALL.inOrder(), csv);
        var lines = csv.toString().split("\r\n(?=callid|call[0-9])");
        assertThat(lines).hasSize(3);
        assertThat(lines[0])
                .startsWith("callid,appid,direction,caller,called,")
                .endsWith(",confid,userdata,queuetype,agentid,queuetime");
        assertThat(lines[1])
                .isEqualTo("call1,shop,0,\"'=cmd()\",4001234567,none,,2026-01-05T09:00:00Z,,2026-01-05T09:00:00Z,"
                        + "2026-01-05T09:01:00Z,60,,,,,000000,200,CALLER_HUNG_UP,CALLER,none,,,0,,,,,,,");
        assertThat(lines[2])
                .contains(",13900139000,2026-01-05T09:00:10Z,2026-01-05T09:00:20Z,10,000000,")
                .contains(",PCMA,4.25,4.0,123456789012,rec1,")
                .endsWith(",conf1,\"你好, \"\"quoted\"\"\r\n\uFFFD ?\",7,1001,12\r\n");
    }

    /** OWASP, CSV injection. */
    @Test
    void whatASpreadsheetWouldRunIsText() throws IOException {
        var callers = List.of("=1+1", "@SUM(A1)", "+1+1", "-2+3", "\t=1", "+8657188886666", "sip@host", "");
        for (int n = 0; n < callers.size(); n++) {
            keep(SampleRecords.of("call" + n, n).from(callers.get(n)).bare());
        }
        var csv = new StringBuilder();
        CallRecordCsv.write(records, CallRecordQuery.ALL.inOrder(), csv);
        var written = Arrays.stream(csv.toString().split("\r\n"))
                .skip(1)
                .map(line -> line.split(",", 5)[3])
                .toList();
        assertThat(written)
                .containsExactly(
                        "\"'=1+1\"",
                        "\"'@SUM(A1)\"",
                        "\"'+1+1\"",
                        "\"'-2+3\"",
                        "\"'\t=1\"",
                        "+8657188886666",
                        "sip@host",
                        "");
    }

    @Test
    void whatIsTooOldIsDeletedAFewAtATime() {
        keep(IntStream.range(0, 10)
                .mapToObj(n -> SampleRecords.of("call" + n, n).bare())
                .toArray(CallRecord[]::new));
        assertThat(records.deleteBefore(SampleRecords.START.plusSeconds(5), 3)).isEqualTo(3);
        assertThat(records.deleteBefore(SampleRecords.START.plusSeconds(5), 3)).isEqualTo(2);
        assertThat(ids(CallRecordQuery.ALL)).containsExactly("call9", "call8", "call7", "call6", "call5");
    }

    private void keep(CallRecord... some) {
        SampleRecords.keep(database, List.of(some));
    }

    private List<String> ids(CallRecordQuery query) {
        return records.page(query, Optional.empty(), 100).records().stream()
                .map(CallRecord::callId)
                .toList();
    }

    private static Optional<Instant> at(int seconds) {
        return Optional.of(SampleRecords.START.plusSeconds(seconds));
    }
}

package io.ringflow.ivr.cdr;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.database.Database;
import io.ringflow.testkit.time.FakeTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Call records go when they are too old, in a month of virtual time. */
class CallRecordRetentionTest {

    private static final int DAY = 24 * 60 * 60;

    @TempDir
    Path directory;

    @Test
    void aRecordGoesAtItsAgeAndNotBefore() {
        var time = new FakeTime(SampleRecords.START, () -> true);
        var settings = new CallRecordSettings(Duration.ofDays(30), Duration.ofMinutes(10));
        try (var database = Database.embedded(directory.resolve("ringflow.db"))) {
            var records = new StoredCallRecords(database);
            SampleRecords.keep(
                    database,
                    IntStream.range(0, 1_200)
                            .mapToObj(n -> SampleRecords.of("old" + n, 60).bare())
                            .toList());
            SampleRecords.keep(database, List.of(SampleRecords.of("young", DAY).bare()));
            try (var retention = CallRecordRetention.start(records, settings, time, time)) {
                time.idleWhen(retention::idle);
                time.advance(Duration.ofDays(30));
                assertThat(records.find("old0")).isPresent();
                time.advance(Duration.ofMinutes(20));

                assertThat(records.page(CallRecordQuery.ALL, Optional.empty(), 10)
                                .records())
                        .extracting(CallRecord::callId)
                        .containsExactly("young");
            }
            assertThat(time.pendingTimers()).isZero();
        }
    }
}

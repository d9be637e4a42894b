package io.ringflow.ivr.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.lab.Eventually;
import io.ringflow.ivr.ledger.CallLedger.Entry;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second ledger that is opened on the file of a first that still runs sees what it would see after a kill of that. */
class MappedLedgerTest {

    private static final InstantSource NOW = InstantSource.fixed(SampleCalls.START.plusSeconds(60));

    @TempDir
    Path directory;

    private MappedLedger open(int most) throws IOException {
        return MappedLedger.open(directory.resolve("calls.ledger"), most, NOW);
    }

    @Test
    void theNextProcessFindsTheCallsThatWereNotCleared() throws IOException {
        try (var killed = open(1_000)) {
            var alive = killed.begin(SampleCalls.call(1));
            alive.alerted(SampleCalls.START.plusSeconds(1));
            alive.answered(SampleCalls.START.plusSeconds(2));
            killed.begin(SampleCalls.call(2)).ended(EndReason.of(Cause.CALLEE_BUSY, "busy"));
            var over = killed.begin(SampleCalls.call(3));
            over.over(SampleCalls.record(SampleCalls.call(3)));
            killed.begin(SampleCalls.call(4)).clear();
            try (var next = open(1_000)) {
                assertThat(next.left())
                        .extracting(LeftCall::call)
                        .containsExactlyInAnyOrder(SampleCalls.call(1), SampleCalls.call(2), SampleCalls.call(3));
                var found = next.left().stream()
                        .filter(left -> left.call().equals(SampleCalls.call(1)))
                        .findFirst()
                        .orElseThrow();
                assertThat(found.answeredAt()).contains(SampleCalls.START.plusSeconds(2));
                assertThat(found.ended()).isEmpty();
                assertThat(found.seenAt()).isEqualTo(NOW.instant());
                assertThat(next.damaged()).isZero();
            }
        }
    }

    @Test
    void eachSecondThatTheProcessLivesIsNoted() throws IOException {
        var now = new AtomicReference<>(SampleCalls.START);
        var path = directory.resolve("calls.ledger");
        try (var ledger = MappedLedger.open(path, 1_000, now::get);
                var file = LedgerFile.open(path)) {
            ledger.begin(SampleCalls.call(1));
            now.set(SampleCalls.START.plusSeconds(60));
            Eventually.within(
                    Duration.ofSeconds(30), () -> file.beat() == now.get().toEpochMilli(), "the minute is noted");
        }
    }

    @Test
    void whatIsSettledIsGone() throws IOException {
        try (var killed = open(1_000)) {
            killed.begin(SampleCalls.call(1));
            try (var next = open(1_000)) {
                next.settled();
                assertThat(next.left()).isEmpty();
            }
            try (var third = open(1_000)) {
                assertThat(third.left()).isEmpty();
            }
        }
    }

    @Test
    void thePlacesOfWhatIsSettledAreTakenAgain() throws IOException {
        try (var killed = open(1)) {
            killed.begin(SampleCalls.call(1));
            try (var next = open(1)) {
                next.settled();
                for (int n = 0; n < LedgerFile.SLOTS; n++) next.begin(SampleCalls.call(n));
                assertThat(next.missed()).isZero();
            }
        }
    }

    @Test
    void whatWasNotedOfTheCallBeforeInAPlaceIsNotTheNextOnes() throws IOException {
        try (var killed = open(1)) {
            var first = killed.begin(SampleCalls.call(1));
            first.alerted(SampleCalls.START);
            first.answered(SampleCalls.START);
            first.ended(EndReason.of(Cause.CALLEE_BUSY, "busy"));
            first.over(SampleCalls.record(SampleCalls.call(1)));
            first.clear();
            killed.begin(SampleCalls.call(2));
            try (var next = open(1)) {
                assertThat(next.left()).singleElement().satisfies(left -> {
                    assertThat(left.call()).isEqualTo(SampleCalls.call(2));
                    assertThat(left.alertedAt()).isEmpty();
                    assertThat(left.answeredAt()).isEmpty();
                    assertThat(left.ended()).isEmpty();
                    assertThat(left.record()).isEmpty();
                });
            }
        }
    }

    /** The last note of being alive may be older than the call. */
    @Test
    void noCallEndedBeforeItBegan() throws IOException {
        var path = directory.resolve("calls.ledger");
        var before = InstantSource.fixed(SampleCalls.START.minusSeconds(10));
        try (var killed = MappedLedger.open(path, 1, before)) {
            killed.begin(SampleCalls.call(1));
            try (var next = open(1)) {
                assertThat(next.left())
                        .extracting(LeftCall::seenAt)
                        .containsExactly(SampleCalls.call(1).beganAt());
            }
        }
    }

    @Test
    void afterItsEndNothingIsNotedInAFileThatTheNextProcessHas() throws IOException {
        Entry late;
        try (var first = open(1)) {
            late = first.begin(SampleCalls.call(1));
        }
        try (var next = open(1)) {
            late.clear();
            assertThat(next.left()).hasSize(1);
        }
        try (var third = open(1)) {
            assertThat(third.left()).hasSize(1);
        }
    }

    @Test
    void whatIsNotSettledIsFoundAgain() throws IOException {
        try (var killed = open(1_000)) {
            killed.begin(SampleCalls.call(1));
            try (var next = open(1_000)) {
                next.begin(SampleCalls.call(2)).clear();
            }
            try (var third = open(1_000)) {
                assertThat(third.left()).extracting(LeftCall::call).containsExactly(SampleCalls.call(1));
            }
        }
    }

    @Test
    void whoComesLateDoesNotWriteIntoThePlaceOfTheNextCall() throws IOException {
        try (var ledger = open(1)) {
            var first = ledger.begin(SampleCalls.call(1));
            first.clear();
            ledger.begin(SampleCalls.call(2));
            first.ended(EndReason.of(Cause.SERVER_DRAINING, ""));
            first.answered(SampleCalls.START);
            first.over(SampleCalls.record(SampleCalls.call(1)));
            first.clear();
            try (var next = open(1)) {
                assertThat(next.left()).singleElement().satisfies(left -> {
                    assertThat(left.call()).isEqualTo(SampleCalls.call(2));
                    assertThat(left.ended()).isEmpty();
                    assertThat(left.record()).isEmpty();
                    assertThat(left.answeredAt()).isEmpty();
                });
            }
        }
    }

    @Test
    void theFileGrowsAsFarAsItMayAndCallsBeyondAreCounted() throws IOException {
        try (var ledger = open(LedgerFile.SLOTS + 1)) {
            var entries = new ArrayList<Entry>();
            for (int n = 0; n < 2 * LedgerFile.SLOTS; n++) entries.add(ledger.begin(SampleCalls.call(n)));
            assertThat(entries).doesNotContain(Entry.NONE);
            assertThat(ledger.begin(SampleCalls.call(9_999))).isSameAs(Entry.NONE);
            assertThat(ledger.missed()).isEqualTo(1);
            entries.getFirst().clear();
            assertThat(ledger.begin(SampleCalls.call(9_999))).isNotSameAs(Entry.NONE);
            try (var next = open(1)) {
                assertThat(next.left()).hasSize(2 * LedgerFile.SLOTS);
            }
        }
    }

    @Test
    void aDamagedPlaceIsCountedAndUsedAgain() throws IOException {
        Path file = directory.resolve("calls.ledger");
        try (var ledger = open(10)) {
            ledger.begin(SampleCalls.call(1));
            ledger.begin(SampleCalls.call(2));
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[4_096 + 1_728 + 20] ^= 1;
        Files.write(file, bytes);
        try (var next = open(10)) {
            assertThat(next.damaged()).isEqualTo(1);
            assertThat(next.left()).extracting(LeftCall::call).containsExactly(SampleCalls.call(2));
        }
    }

    @Test
    void aFileOfAnotherKindIsPutAside() throws IOException {
        Path file = directory.resolve("calls.ledger");
        Files.writeString(file, "x".repeat(10_000));
        try (var ledger = open(10)) {
            assertThat(ledger.left()).isEmpty();
            assertThat(ledger.begin(SampleCalls.call(1))).isNotSameAs(Entry.NONE);
        }
        assertThat(directory.resolve("calls.ledger.unknown")).hasSize(10_000);
    }

    @Test
    void nobodyElseOfTheMachineReadsIt() throws IOException {
        try (var _ = open(10)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("calls.ledger"))))
                    .isEqualTo("rw-------");
        }
    }
}

package io.ringflow.ivr.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** User data that is too long for a call's place comes back after a kill all the same. */
class LongTextTest {

    private static final InstantSource NOW = InstantSource.fixed(SampleCalls.START.plusSeconds(60));
    private static final Instant SEEN = NOW.instant();
    private static final int CALL = 0;
    private static final List<Integer> PIECES = List.of(2, 1);

    @TempDir
    Path directory;

    private MappedLedger open(int most) throws IOException {
        return MappedLedger.open(directory.resolve("calls.ledger"), most, NOW);
    }

    private static Beginning call(int n, String data) {
        return SampleCalls.call(n).with(Optional.of(data));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 700, 730, 2_000, 4_032, 4_033, 20_000, 40_000})
    void dataOfAnyLengthComesBack(int characters) throws IOException {
        // Three octets each.
        var call = call(1, "数".repeat(characters));
        try (var killed = open(1_000)) {
            killed.begin(call);
            killed.begin(SampleCalls.call(2));
            try (var next = open(1_000)) {
                assertThat(next.left()).extracting(LeftCall::call).containsExactlyInAnyOrder(call, SampleCalls.call(2));
                assertThat(next.damaged()).isZero();
            }
        }
    }

    @Test
    void whatIsTooMuchForAnyPlaceIsLeftOutAndTheCallIsNoted() throws IOException {
        try (var killed = open(1_000)) {
            killed.begin(call(1, "9".repeat(LongText.MOST_PLACES * Slot.MOST_OF_A_PIECE + 1)));
            try (var next = open(1_000)) {
                assertThat(next.left()).singleElement().satisfies(left -> {
                    assertThat(left.call().callId())
                            .isEqualTo(SampleCalls.call(1).callId());
                    assertThat(left.call().userData()).isEmpty();
                });
            }
        }
    }

    @Test
    void itsPlacesAreGivenBackWithTheCall() throws IOException {
        try (var ledger = open(1)) {
            for (int n = 0; n < LedgerFile.SLOTS; n++) {
                ledger.begin(call(n, "9".repeat(20_000))).clear();
            }
            var last = call(9_000, "9".repeat(20_000));
            ledger.begin(last);
            try (var next = open(1)) {
                assertThat(next.left()).extracting(LeftCall::call).containsExactly(last);
            }
        }
    }

    @Test
    void whereItFindsNoRoomTheCallIsNotedWithoutItAndNothingIsLost() throws IOException {
        try (var ledger = open(1)) {
            for (int n = 0; n < LedgerFile.SLOTS - 2; n++) ledger.begin(SampleCalls.call(n));
            ledger.begin(call(9_000, "9".repeat(20_000)));
            assertThat(ledger.begin(SampleCalls.call(9_001))).isNotSameAs(CallLedger.Entry.NONE);
            assertThat(ledger.missed()).isZero();
            try (var next = open(1)) {
                assertThat(next.left()).hasSize(LedgerFile.SLOTS);
            }
        }
    }

    @Test
    void afterItIsSettledAllPlacesAreFree() throws IOException {
        try (var killed = open(1)) {
            killed.begin(call(1, "9".repeat(20_000)));
        }
        try (var next = open(1)) {
            next.settled();
            for (int n = 0; n < LedgerFile.SLOTS; n++) next.begin(SampleCalls.call(n));
            assertThat(next.missed()).isZero();
        }
    }

    @Test
    void beforeItIsSettledNobodyWritesOverIt() throws IOException {
        var call = call(1, "9".repeat(20_000));
        try (var killed = open(1)) {
            killed.begin(call);
        }
        try (var next = open(1)) {
            for (int n = 2; n < LedgerFile.SLOTS; n++)
                next.begin(SampleCalls.call(n)).clear();
        }
        try (var third = open(1)) {
            assertThat(third.left()).extracting(LeftCall::call).containsExactly(call);
        }
    }

    @Test
    void piecesThatNoCallNamesAreFree() throws IOException {
        Path file = directory.resolve("calls.ledger");
        try (var ledger = open(1)) {
            ledger.begin(SampleCalls.call(1)).clear();
        }
        try (var raw = LedgerFile.open(file)) {
            for (int n = 0; n < LedgerFile.SLOTS; n++) raw.slot(n).piece(new byte[100], 0, 100);
        }
        try (var next = open(1)) {
            assertThat(next.damaged()).isZero();
            for (int n = 0; n < LedgerFile.SLOTS; n++) next.begin(SampleCalls.call(n));
            assertThat(next.missed()).isZero();
        }
    }

    private static IntFunction<Slot> slots(SlotMemory memory) {
        return place -> new Slot(memory, (long) place * Slot.BYTES);
    }

    /** As the ledger does it: the pieces, the call; and back. */
    private static void life(Beginning call, IntFunction<Slot> slots) {
        byte[] data = call.userData().orElseThrow().getBytes(StandardCharsets.UTF_8);
        var packed = call.packedWithoutData();
        LongText.write(data, PIECES, slots).pack(packed);
        slots.apply(CALL).begin(packed);
        slots.apply(CALL).clear();
        PIECES.forEach(place -> slots.apply(place).clear());
    }

    @Test
    void aKillBetweenAnyTwoStoresLeavesTheCallWithAllOfItOrNoCall() {
        var call = call(1, "x".repeat(Slot.MOST_OF_A_PIECE + 60));
        int whole = 0;
        boolean killed = true;
        for (long stores = 0; killed; stores++) {
            byte[] file = new byte[3 * Slot.BYTES];
            killed = false;
            try {
                life(call, slots(new TornMemory(file, stores)));
            } catch (TornMemory.Killed _) {
                killed = true;
            }
            var found = slots(new TornMemory(file, 0));
            if (found.apply(CALL).free()) continue;
            whole++;
            assertThat(found.apply(CALL).left(SEEN, found).map(LeftCall::call))
                    .as("killed after %d stores", stores)
                    .contains(call);
            assertThat(found.apply(CALL).places()).isEqualTo(PIECES);
        }
        assertThat(whole).as("moments at which the call was there").isPositive();
    }

    @Test
    void afterAPowerCutAPieceOfAnotherTimeIsNotPassedOff() {
        var call = call(1, "x".repeat(Slot.MOST_OF_A_PIECE + 60));
        byte[] file = new byte[3 * Slot.BYTES];
        var slots = slots(new TornMemory(file, Long.MAX_VALUE));
        byte[] data = call.userData().orElseThrow().getBytes(StandardCharsets.UTF_8);
        var packed = call.packedWithoutData();
        LongText.write(data, PIECES, slots).pack(packed);
        slots.apply(CALL).begin(packed);
        // Whole in itself, and of the same length, but another call's.
        byte[] others = "y".repeat(60).getBytes(StandardCharsets.UTF_8);
        slots.apply(PIECES.getLast()).piece(others, 0, others.length);
        assertThat(slots.apply(CALL).left(SEEN, slots).map(LeftCall::call)).contains(call.with(Optional.empty()));
    }
}

package io.ringflow.ivr.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.cdr.CallRecord;
import io.ringflow.ivr.ledger.Slot.Part;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What a slot tells after its process was killed, or the machine lost its power, at any moment. */
class SlotTest {

    private static final Instant SEEN = SampleCalls.START.plusSeconds(30);
    private static final EndReason REASON = EndReason.of(Cause.CALLEE_HUNG_UP, "");
    private static final Beginning FIRST = SampleCalls.call(1);
    private static final IntFunction<Slot> NO_OTHERS = place -> new Slot(TornMemory.whole(), 0);
    private static final Beginning SECOND = SampleCalls.call(2);

    /** What is done to a slot: two calls one after the other, the second shorter. */
    private static final List<Consumer<Slot>> LIFE = List.of(
            slot -> slot.begin(FIRST.packed()),
            slot -> slot.alerted(FIRST.beganAt().plusSeconds(1).toEpochMilli()),
            slot -> slot.answered(FIRST.beganAt().plusSeconds(3).toEpochMilli()),
            slot -> slot.add(Part.ENDING, Notes.of(REASON, SEEN)),
            slot -> slot.add(Part.RECORD, Notes.of(SampleCalls.record(FIRST))),
            Slot::clear,
            slot -> slot.begin(SECOND.packed()),
            slot -> slot.add(Part.ENDING, Notes.of(REASON, SEEN)),
            Slot::clear);

    /** What it tells before the first step and after each. */
    private static List<Optional<LeftCall>> story() {
        var memory = TornMemory.whole();
        var slot = new Slot(memory, 0);
        var told = new ArrayList<Optional<LeftCall>>();
        told.add(told(slot));
        for (var step : LIFE) {
            step.accept(slot);
            told.add(told(slot));
        }
        return told;
    }

    private static Optional<LeftCall> told(Slot slot) {
        return slot.free() ? Optional.empty() : slot.left(SEEN, NO_OTHERS);
    }

    @Test
    void whatWasNotedComesBackAsItWas() {
        var story = story();

        assertThat(story.getFirst()).isEmpty();
        assertThat(story.get(1)).map(LeftCall::call).contains(FIRST);
        assertThat(story.get(1)).map(LeftCall::seenAt).contains(SEEN);
        assertThat(story.get(5).orElseThrow())
                .isEqualTo(new LeftCall(
                        FIRST,
                        Optional.of(FIRST.beganAt().plusSeconds(1)),
                        Optional.of(FIRST.beganAt().plusSeconds(3)),
                        Optional.of(new LeftCall.Ended(new EndReason(Cause.CALLEE_HUNG_UP, 200, 16, ""), SEEN)),
                        Optional.of(SampleCalls.record(FIRST)),
                        SEEN));
        assertThat(story.get(6)).isEmpty();
        assertThat(story.get(7)).map(LeftCall::answeredAt).contains(Optional.empty());
        assertThat(story.getLast()).isEmpty();
    }

    /** Whoever gives a record another part must have it packed too. */
    @Test
    void theSampleHasAllThatARecordMayHave() throws ReflectiveOperationException {
        for (var part : CallRecord.class.getRecordComponents()) {
            assertThat(part.getAccessor().invoke(SampleCalls.record(FIRST)))
                    .as(part.getName())
                    .isNotEqualTo(Optional.empty());
        }
    }

    @Test
    void aRecordOfAnOlderServerLacksWhatWasNotKnownThen() {
        var record = SampleCalls.record(FIRST);
        var packed = Notes.of(record);
        byte[] old = Arrays.copyOf(packed.bytes(), packed.size() - (4 + 2) - 8 - (4 + 4));
        assertThat(Notes.record(FIRST, new Unpacker(old)).centre()).isEmpty();
        assertThat(Notes.record(FIRST, new Unpacker(old)).recording()).isEqualTo(record.recording());
    }

    @Test
    void aKillBetweenAnyTwoStoresLeavesWhatWasThereBeforeTheStepOrAfterIt() {
        var story = story();
        boolean killed = true;
        for (long stores = 0; killed; stores++) {
            byte[] file = new byte[Slot.BYTES];
            var memory = new TornMemory(file, stores);
            int step = 0;
            killed = false;
            try {
                for (; step < LIFE.size(); step++) LIFE.get(step).accept(new Slot(memory, 0));
            } catch (TornMemory.Killed _) {
                killed = true;
            }
            var slot = new Slot(new TornMemory(file, 0), 0);
            assertThat(slot.free() || slot.left(SEEN, NO_OTHERS).isPresent())
                    .as("whole after %d stores", stores)
                    .isTrue();
            var found = told(slot);
            assertThat(found)
                    .as("killed after %d stores", stores)
                    .isIn(story.get(step), story.get(Math.min(step + 1, LIFE.size())));
        }
    }

    @Test
    void afterAPowerCutNothingIsToldThatWasNeverNoted() {
        var images = new ArrayList<byte[]>();
        var memory = TornMemory.whole();
        images.add(memory.image());
        for (var step : LIFE) {
            step.accept(new Slot(memory, 0));
            images.add(memory.image());
        }
        var records = List.of(SampleCalls.record(FIRST));
        var chance = new Random(4);
        int whole = 0;
        for (int n = 0; n < 5_000; n++) {
            int before = chance.nextInt(images.size());
            int after = before + chance.nextInt(images.size() - before);
            byte[] disk = TornMemory.mixed(images.get(before), images.get(after), chance);
            var found = told(new Slot(new TornMemory(disk, 0), 0));
            if (found.isEmpty()) continue;
            whole++;
            assertThat(found.get().call()).isIn(FIRST, SECOND);
            assertThat(found.get().record()).matches(record -> record.isEmpty() || records.contains(record.get()));
            boolean second = found.get().call().equals(SECOND);
            assertThat(second && found.get().answeredAt().isPresent()).isFalse();
        }
        assertThat(whole).isGreaterThan(500);
    }

    @Test
    void whatIsThereOnceIsNotWrittenAgain() {
        var slot = new Slot(TornMemory.whole(), 0);
        slot.begin(FIRST.packed());
        assertThat(slot.add(Part.ENDING, Notes.of(REASON, SEEN))).isTrue();
        assertThat(slot.add(Part.ENDING, Notes.of(EndReason.of(Cause.SERVER_DRAINING, ""), SEEN)))
                .isFalse();
        assertThat(told(slot).orElseThrow().ended().orElseThrow().reason().cause())
                .isEqualTo(Cause.CALLEE_HUNG_UP);
    }

    @Test
    void longNumbersAreCut() {
        var longText = "9".repeat(5_000);
        var call = new Beginning(
                FIRST.callId(),
                FIRST.applicationId(),
                FIRST.direction(),
                longText,
                longText,
                longText,
                FIRST.beganAt(),
                true,
                Optional.of(longText));
        var slot = new Slot(TornMemory.whole(), 0);
        assertThat(slot.begin(call.packed())).isFalse();
        assertThat(slot.free()).isTrue();
        assertThat(slot.begin(call.packedWithoutData())).isTrue();
        var left = told(slot).orElseThrow().call();
        assertThat(left.userData()).isEmpty();
        assertThat(left.called()).hasSize(128);
        assertThat(left.callId()).isEqualTo(FIRST.callId());
    }
}

package io.ringflow.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.FarEnd;
import io.ringflow.media.MediaLab;
import io.ringflow.media.Recorded;
import io.ringflow.media.Recording;
import io.ringflow.media.RecordingPlan;
import io.ringflow.testkit.net.LossRule;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call recorded over a bad network: as long as the call to the sample, and everything in its place. */
class RecordingLossSocketTest {
    private static final int TICKS = 30 * 50;
    private static final int FRAME = 160;
    /** A mark of 20 ms each half second. */
    private static final int MARK_TICKS = 25;

    /** Less than a tape holds. */
    private static final int AHEAD_TICKS = 200;

    private static final byte SILENCE = (byte) 0xD5;
    private static final byte LOUD = 0x2A;

    @TempDir
    Path dir;

    private final MediaLab lab = new MediaLab();
    private final MediaLab.Party party = lab.open();
    private final FarEnd far = FarEnd.local();
    private final InetSocketAddress port = FarEnd.portOf(party.session().answer(far.offer()));

    @AfterEach
    void close() {
        lab.close();
        far.close();
    }

    private Recorded recorded(LossRule rule, List<Integer> marks) throws Exception {
        Recording recording = party.session().record(RecordingPlan.caller(dir.resolve("call.wav")));
        byte[] payload = new byte[FRAME];
        for (int tick = 0; tick < TICKS; tick++) {
            boolean mark = tick % MARK_TICKS == 10;
            Arrays.fill(payload, mark ? LOUD : SILENCE);
            if (rule.judge(payload, tick).copies() == 0) {
                far.sequence++;
            } else {
                far.send(port, 8, far.timestamp, payload);
                if (mark) {
                    marks.add(tick * FRAME);
                }
            }
            far.timestamp += FRAME;
            lab.turn(1);
            if (tick % AHEAD_TICKS == 0) {
                awaitWritten(tick);
            }
        }
        recording.close();
        lab.turn(1);
        return recording.finished().get(30, TimeUnit.SECONDS);
    }

    /** Turned by hand, ticks are faster than the clock that the writer goes by. */
    private void awaitWritten(int ticks) throws Exception {
        Path part = dir.resolve("call.wav.part");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        // The file itself is begun by the writer, too.
        while (ticks > 0 && (!Files.exists(part) || Files.size(part) < 2L * ticks * FRAME)) {
            assertThat(System.nanoTime() - deadline).isNegative();
            Thread.onSpinWait();
        }
    }

    /** Where it begins to be loud. */
    private static List<Integer> loud(Path wav) throws Exception {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(file.limit()).as("octets").isEqualTo(44 + 2 * TICKS * FRAME);
        List<Integer> begins = new ArrayList<>();
        int last = -FRAME * MARK_TICKS;
        for (int i = 0; i < TICKS * FRAME; i++) {
            if (Math.abs(file.getShort(44 + 2 * i)) > 10_000) {
                if (i - last > 5 * FRAME) {
                    begins.add(i);
                }
                last = i;
            }
        }
        return begins;
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0.05, 3", "0.05, 6"})
    void lossShortensNothingAndShiftsNothing(double share, int mean) throws Exception {
        List<Integer> marks = new ArrayList<>();
        Recorded recorded = recorded(LossRule.burst(share, mean, 11), marks);
        assertThat(recorded.length()).isEqualTo(Duration.ofSeconds(30));
        assertThat(recorded.missing()).isZero();
        List<Integer> heard = loud(recorded.file());
        // The delay of the jitter buffer, the same from the first mark to the last.
        int delay = heard.getFirst() - marks.getFirst();
        assertThat(delay).isBetween(0, 60 * 8);
        assertThat(heard)
                .containsExactlyElementsOf(
                        marks.stream().map(mark -> mark + delay).toList());
    }
}

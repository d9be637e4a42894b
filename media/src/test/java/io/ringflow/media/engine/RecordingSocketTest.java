package io.ringflow.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.MediaLab;
import io.ringflow.media.Recorded;
import io.ringflow.media.Recording;
import io.ringflow.media.RecordingPlan;
import io.ringflow.media.RecordingPlan.Format;
import io.ringflow.media.RecordingPlan.Layout;
import io.ringflow.media.TestClip;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings of two legs that talk to each other, in ticks turned by hand. */
class RecordingSocketTest {
    @TempDir
    Path dir;

    private final MediaLab lab = new MediaLab();
    private final List<MediaLab.Party> pair = lab.pair();
    private Recording recording;

    @BeforeEach
    void start() {
        recording = pair.get(0)
                .session()
                .record(new RecordingPlan(
                        dir.resolve("call.wav"),
                        Layout.TWO_CHANNEL,
                        Format.WAV,
                        8_000,
                        Duration.ofSeconds(3),
                        Duration.ZERO));
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private static Recorded finished(Recording recording) throws Exception {
        return recording.finished().get(30, TimeUnit.SECONDS);
    }

    private static short[] channel(Path wav, int channel) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN);
        short[] samples = new short[(file.limit() - 44) / 4];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = file.getShort(44 + 4 * i + 2 * channel);
        }
        return samples;
    }

    private static int begin(short[] samples) {
        for (int i = 0; i < samples.length; i++) {
            if (Math.abs(samples[i]) > 500) {
                return i;
            }
        }
        return -1;
    }

    @Test
    void bothSidesOfACallAreInTheFileAndItIsAsLongAsTheCall() throws Exception {
        pair.get(0).session().play(TestClip.ramp(400), 1);
        lab.turn(25);
        pair.get(1).session().play(TestClip.ramp(400), 1);
        lab.turn(25);
        recording.close();
        lab.turn(1);

        Recorded recorded = finished(recording);

        assertThat(recorded.failure()).isEmpty();
        assertThat(recorded.length()).isEqualTo(Duration.ofSeconds(1));
        assertThat(recorded.missing()).isZero();
        short[] caller = channel(recorded.file(), 0);
        short[] we = channel(recorded.file(), 1);
        assertThat(caller).hasSize(8_000);
        assertThat(begin(we)).isBetween(0, 160);
        // Half a second later, and what the jitter buffer adds to what is heard.
        assertThat(begin(caller)).isBetween(4_000, 4_000 + 100 * 8);
    }

    @Test
    void theEndOfACallEndsItsRecordingAndKeepsIt() throws Exception {
        lab.turn(10);
        pair.get(0).session().close();
        Recorded recorded = finished(recording);
        assertThat(recorded.failure()).isEmpty();
        assertThat(recorded.length()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void theEndOfTheEngineKeepsItToo() throws Exception {
        lab.turn(10);
        lab.close();
        assertThat(recording.finished()).isCompleted();
        assertThat(finished(recording).file()).exists();
    }

    @Test
    void aRecordingThatFailsCostsTheCallNothing() throws Exception {
        Path notADirectory = Files.writeString(dir.resolve("file"), "x");
        Recording failing = pair.get(0).session().record(RecordingPlan.caller(notADirectory.resolve("call.wav")));
        assertThat(finished(failing).failure()).contains(Recorded.Failure.NOT_OPENED);
        lab.turn(20);
        assertThat(pair.get(0).session().stats().packetsLost()).isZero();
        assertThat(pair.get(1).session().stats().packetsLost()).isZero();
        recording.close();
        lab.turn(1);
        assertThat(finished(recording).length()).isEqualTo(Duration.ofMillis(400));
    }
}

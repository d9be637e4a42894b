package io.ringflow.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.FarEnd;
import io.ringflow.media.MediaLab;
import io.ringflow.media.Recorded;
import io.ringflow.media.Recorded.Gap;
import io.ringflow.media.Recorded.Gap.Cause;
import io.ringflow.media.Recorded.Gaps;
import io.ringflow.media.Recording;
import io.ringflow.media.Recording.Pause;
import io.ringflow.media.RecordingPlan;
import io.ringflow.media.RecordingPlan.Format;
import io.ringflow.media.RecordingPlan.Layout;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A network that was away for a while: the recording has silence there, and says so. */
class RecordingGapsSocketTest {
    private static final int FRAME = 160;
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

    private Recording record(Layout layout) {
        return party.session()
                .record(new RecordingPlan(
                        dir.resolve("call.wav"), layout, Format.WAV, 8_000, Duration.ZERO, Duration.ZERO));
    }

    private void speak(int ticks) {
        byte[] payload = new byte[FRAME];
        Arrays.fill(payload, LOUD);
        for (int i = 0; i < ticks; i++) {
            far.send(port, 8, far.timestamp, payload);
            far.timestamp += FRAME;
            lab.turn(1);
        }
    }

    /** It speaks on, and nothing of it comes. */
    private void lose(int ticks) {
        for (int i = 0; i < ticks; i++) {
            far.sequence++;
            far.timestamp += FRAME;
            lab.turn(1);
        }
    }

    /** It has nothing to say, and sends nothing. */
    private void pause(int ticks) {
        far.timestamp += (long) FRAME * ticks;
        lab.turn(ticks);
    }

    /** Turned by hand, ticks are faster than the clock that the writer goes by: a tape holds no more than 250. */
    private void awaitWritten(int ticks) throws IOException {
        Path part = dir.resolve("call.wav.part");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.exists(part) || Files.size(part) < 2L * FRAME * (ticks - 100)) {
            assertThat(System.nanoTime() - deadline).isNegative();
            LockSupport.parkNanos(1_000_000);
        }
    }

    private Recorded ended(Recording recording) throws Exception {
        recording.close();
        lab.turn(1);
        return recording.finished().get(30, TimeUnit.SECONDS);
    }

    /** Milliseconds of silence in the first channel from there on. */
    private static long silence(Recorded recorded, Layout layout, Duration from) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(recorded.file())).order(ByteOrder.LITTLE_ENDIAN);
        int step = 2 * layout.channels();
        int first = 44 + (int) from.toMillis() * 8 * step;
        int at = first;
        while (at < file.limit() && Math.abs(file.getShort(at)) < 500) {
            at += step;
        }
        return (at - first) / step / 8;
    }

    @ParameterizedTest
    @EnumSource
    void aNetworkThatWasAwayIsAGapWhereTheFileIsSilent(Layout layout) throws Exception {
        Recording recording = record(layout);
        speak(50);
        lose(40);
        speak(50);
        Recorded recorded = ended(recording);
        assertThat(recorded.length()).isEqualTo(Duration.ofMillis(140 * 20));
        assertThat(recorded.missing()).as("this server lost nothing").isZero();
        assertThat(recorded.gaps().unlisted()).isZero();
        assertThat(recorded.gaps().listed()).singleElement().satisfies(gap -> {
            assertThat(gap.cause()).isEqualTo(Cause.NETWORK);
            assertThat(gap.length()).isEqualTo(Duration.ofMillis(800));
            // The delay of the jitter buffer later than it was.
            assertThat(gap.at()).isBetween(Duration.ofMillis(1_000), Duration.ofMillis(1_100));
            // Its first 60 ms are made up, fading.
            long silent = silence(recorded, layout, gap.at().plusMillis(80));
            assertThat(silent).isBetween(800 - 80 - 40L, 800 - 80 + 40L);
        });
    }

    @Test
    void whatCanBeMadeUpIsNoGap() throws Exception {
        Recording recording = record(Layout.CALLER);
        for (int i = 0; i < 20; i++) {
            speak(20);
            lose(1 + i % 3);
            awaitWritten(20 * (i + 1));
        }
        speak(10);
        assertThat(ended(recording).gaps()).isEqualTo(Gaps.NONE);
    }

    @Test
    void whoSendsNothingWhileItIsSilentHasNoGap() throws Exception {
        Recording recording = record(Layout.CALLER);
        speak(50);
        pause(100);
        speak(50);
        Recorded recorded = ended(recording);
        assertThat(recorded.gaps()).isEqualTo(Gaps.NONE);
        assertThat(recorded.length()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void whatWasLostBeforeItBeganIsNone() throws Exception {
        Recording first = record(Layout.CALLER);
        speak(20);
        lose(50);
        Recording second = party.session().record(RecordingPlan.caller(dir.resolve("second.wav")));
        lab.turn(1);
        speak(20);
        assertThat(ended(first).gaps().listed()).extracting(Gap::length).containsExactly(Duration.ofSeconds(1));
        assertThat(ended(second).gaps().listed())
                .allSatisfy(gap -> assertThat(gap.at().plus(gap.length())).isLessThan(Duration.ofMillis(200)));
    }

    @Test
    void aPauseIsListedAsSuchAndALossInItIsNot() throws Exception {
        Recording recording = record(Layout.TWO_CHANNEL);
        speak(50);
        recording.pause(Pause.CUT);
        speak(10);
        lose(50);
        speak(30);
        recording.resume();
        speak(30);
        Recorded recorded = ended(recording);
        assertThat(recorded.gaps()).isEqualTo(Gaps.NONE);
        assertThat(recorded.pauses()).singleElement().satisfies(pause -> {
            assertThat(pause.as()).isEqualTo(Pause.CUT);
            assertThat(pause.at()).isEqualTo(Duration.ofSeconds(1));
        });
    }
}

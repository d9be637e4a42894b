package io.ringflow.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.ConferenceConfig;
import io.ringflow.media.ConferenceRole;
import io.ringflow.media.FarEnd;
import io.ringflow.media.MediaLab;
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
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The channels of a recording of a conversation do not run apart: a far end says at once whatever it hears, so that its
 * channel is ours, a constant time later, from the first minute to the last, whatever is lost on the way.
 */
class TwoChannelSkewSocketTest {
    private static final int FRAME = 160;
    private static final int TEN_MINUTES = 10 * 60 * 50;
    private static final int AHEAD_TICKS = 200;
    private static final int MARK_TICKS = 50;
    private static final int LOUD = 2_000;

    @TempDir
    Path dir;

    private final MediaLab lab = new MediaLab();
    private final MediaLab.Party party = lab.open();
    private final MediaLab.Party speaker = lab.open();
    private final FarEnd far = FarEnd.local();
    private final FarEnd other = FarEnd.local();
    private final InetSocketAddress port = FarEnd.portOf(party.session().answer(far.offer()));
    private final InetSocketAddress otherPort = FarEnd.portOf(speaker.session().answer(other.offer()));

    @AfterEach
    void close() {
        lab.close();
        far.close();
        other.close();
    }

    @Test
    void tenMinutesOfTwoChannelsHaveNoSkewBetweenThem() throws Exception {
        LossRule network = LossRule.random(0.02, 7);
        var conference = lab.engine.conference(new ConferenceConfig(2, 2), event -> {});
        conference.join(party.session(), ConferenceRole.SPEAKER);
        conference.join(speaker.session(), ConferenceRole.SPEAKER);
        Recording recording = party.session()
                .record(new RecordingPlan(
                        dir.resolve("talk.wav"),
                        RecordingPlan.Layout.TWO_CHANNEL,
                        RecordingPlan.Format.WAV,
                        8_000,
                        Duration.ZERO,
                        Duration.ZERO));
        for (int tick = 1; tick <= TEN_MINUTES; tick++) {
            other.send(otherPort, 8, other.timestamp, said(tick));
            other.timestamp += FRAME;
            for (FarEnd.Heard heard : far.hears()) {
                boolean isLost = network.judge(heard.payload(), tick * 20L).copies() == 0;
                if (isLost) {
                    far.sequence++;
                } else {
                    far.send(port, 8, far.timestamp, heard.payload());
                }
                far.timestamp += FRAME;
            }
            lab.turn(1);
            if (tick % AHEAD_TICKS == 0) {
                awaitWritten(tick);
            }
        }
        recording.close();
        lab.turn(1);
        var recorded = recording.finished().get(60, TimeUnit.SECONDS);

        List<Integer> right = marks(recorded.file(), 1);
        List<Integer> left = marks(recorded.file(), 0);
        var apart = new TreeSet<Integer>();
        int returned = 0;
        for (int mark : right) {
            // The first: when the packet behind a mark is lost, what conceals it has the mark once more.
            var back = left.stream()
                    .filter(heard -> heard > mark && heard < mark + 4_000)
                    .findFirst();
            returned += back.isPresent() ? 1 : 0;
            back.ifPresent(heard -> apart.add(heard - mark));
        }
        System.out.printf(
                "two channels, 10 min, 2 %% loss: %d samples, %+d of %d; %d marks of %d came back, %s samples later%n",
                samples(recorded.file()),
                samples(recorded.file()) - TEN_MINUTES * FRAME,
                TEN_MINUTES * FRAME,
                returned,
                right.size(),
                apart);
        assertThat(samples(recorded.file())).isEqualTo(TEN_MINUTES * FRAME);
        assertThat(returned).isGreaterThan(right.size() * 9 / 10).isLessThan(right.size());
        assertThat(apart).as("samples from what we said to what came back").hasSize(1);
    }

    /** A click of one sample, each second. */
    private static byte[] said(int tick) {
        byte[] payload = new byte[FRAME];
        Arrays.fill(payload, (byte) 0xD5);
        if (tick % MARK_TICKS == 0) {
            payload[80] = 0x2A;
        }
        return payload;
    }

    private void awaitWritten(int tick) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        Path part = dir.resolve("talk.wav.part");
        while (!Files.exists(part) || Files.size(part) < 4L * FRAME * tick) {
            assertThat(System.nanoTime() - deadline).isNegative();
            Thread.onSpinWait();
        }
    }

    private static int samples(Path wav) throws Exception {
        return (int) ((Files.size(wav) - 44) / 4);
    }

    /** Where a channel clicks. */
    private static List<Integer> marks(Path wav, int channel) throws Exception {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> marks = new ArrayList<>();
        for (int i = 0; 44 + 4 * i < file.limit(); i++) {
            if (Math.abs(file.getShort(44 + 4 * i + 2 * channel)) > LOUD) {
                marks.add(i);
            }
        }
        return marks;
    }
}

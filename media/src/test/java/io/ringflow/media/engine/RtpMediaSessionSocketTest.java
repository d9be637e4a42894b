package io.ringflow.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import io.ringflow.media.FarEnd;
import io.ringflow.media.MediaConfig.SymmetricRtp;
import io.ringflow.media.MediaEvent.Digit;
import io.ringflow.media.MediaEvent.DigitSource;
import io.ringflow.media.MediaEvent.MediaTimeout;
import io.ringflow.media.MediaEvent.PlaybackEnded;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaLab;
import io.ringflow.media.MediaSession;
import io.ringflow.media.MediaStats;
import io.ringflow.media.Playback;
import io.ringflow.media.TestClip;
import io.ringflow.media.codec.Pcma;
import io.ringflow.media.codec.Pcmu;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@MethodSource("io.ringflow.media.MediaLab#ports")
class RtpMediaSessionSocketTest {
    private final MediaLab.Ports ports;
    private final MediaLab lab;
    private final FarEnd far = FarEnd.local();
    private final MediaLab.Party party;
    private final MediaSession session;

    RtpMediaSessionSocketTest(MediaLab.Ports ports) {
        this.ports = ports;
        lab = new MediaLab(ports.of(MediaLab.config(SymmetricRtp.AUTO, Duration.ofSeconds(10))));
        party = lab.open();
        session = party.session();
    }

    @AfterEach
    void close() {
        far.close();
        lab.close();
    }

    private InetSocketAddress answer(String... lines) {
        return FarEnd.portOf(session.answer(far.offer(lines)));
    }

    // A shared port hears the signalled address only.
    private int followed(int packets) {
        return ports == MediaLab.Ports.SHARED ? 0 : packets;
    }

    private static byte[] sound(List<FarEnd.Heard> heard) {
        ByteArrayOutputStream sound = new ByteArrayOutputStream();
        heard.forEach(packet -> sound.writeBytes(packet.payload()));
        return sound.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 30, 40, 60})
    void everyPacketTimeSendsTheSameSoundOnAnExactTimeline(int millis) {
        answer("a=ptime:" + millis);
        TestClip clip = TestClip.ramp(1200);
        session.play(clip, 1);
        lab.turn(60);
        List<FarEnd.Heard> heard = far.hears();
        assertThat(heard).hasSize(1200 / millis);
        assertThat(sound(heard)).isEqualTo(clip.encoded(new Pcma(), 20).bytes());
        for (int i = 1; i < heard.size(); i++) {
            long step = heard.get(i).timestamp() - heard.get(i - 1).timestamp() & 0xFFFF_FFFFL;
            assertThat(step).isEqualTo(millis * 8L);
            assertThat(heard.get(i).sequence()).isEqualTo(heard.get(i - 1).sequence() + 1 & 0xFFFF);
            assertThat(heard.get(i).marker()).isFalse();
        }
        assertThat(heard.getFirst().marker()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 30, 40, 60})
    void everyPacketTimeIsHeardWithoutAGap(int millis) {
        InetSocketAddress to = answer();
        int sent = 0;
        for (int tick = 1; tick <= 500; tick++) {
            for (; sent + millis <= tick * 20; sent += millis) {
                far.sends(to, millis);
            }
            lab.turn(1);
        }
        MediaStats stats = session.stats();
        assertThat(stats.packetsReceived()).isEqualTo(sent / millis);
        assertThat(stats.framesConcealed() + stats.packetsLate() + stats.packetsDiscarded())
                .isZero();
        assertThat(stats.packetsLost()).isZero();
    }

    @Test
    void silenceIsSentWhileNothingIsPlayed() {
        answer();
        lab.turn(10);
        List<FarEnd.Heard> heard = far.hears();
        assertThat(heard).hasSize(10);
        assertThat(sound(heard)).containsOnly(0xD5);
    }

    @Test
    void holdPausesSendingAndResumeKeepsTheTimeline() {
        answer();
        Playback playback = session.play(TestClip.ramp(400), 1);
        lab.turn(5);
        FarEnd.Heard last = far.hears().getLast();
        session.answer(far.offer("a=inactive"));
        lab.turn(30);
        assertThat(far.hears()).isEmpty();
        assertThat(party.events(PlaybackEnded.class)).containsExactly(new PlaybackEnded(playback.id(), true));
        session.answer(far.offer("a=sendrecv"));
        lab.turn(1);
        FarEnd.Heard next = far.hears().getFirst();
        assertThat(next.ssrc()).isEqualTo(last.ssrc());
        assertThat(next.sequence()).isEqualTo(last.sequence() + 1 & 0xFFFF);
        assertThat(next.timestamp() - last.timestamp() & 0xFFFF_FFFFL).isEqualTo(31 * 160);
        assertThat(next.marker()).isTrue();
    }

    @Test
    void aNewCodecContinuesTheClipWhereItWas() {
        answer();
        TestClip clip = TestClip.ramp(400);
        session.play(clip, 1);
        lab.turn(10);
        assertThat(far.hears()).hasSize(10);
        session.answer(FarEnd.offer(far.address(), 0));
        lab.turn(10);
        List<FarEnd.Heard> heard = far.hears();
        assertThat(heard).allMatch(packet -> packet.type() == 0);
        byte[] whole = clip.encoded(new Pcmu(), 20).bytes();
        assertThat(sound(heard)).isEqualTo(Arrays.copyOfRange(whole, 1600, 3200));
    }

    @Test
    void aNewSourceOfTheFarEndIsHeardAndOurTimelineStays() {
        InetSocketAddress to = answer();
        for (int i = 0; i < 20; i++) {
            far.sends(to, 20);
            lab.turn(1);
        }
        FarEnd.Heard before = far.hears().getLast();
        far.ssrc = 0x9999;
        far.sequence = 5;
        far.timestamp = 42;
        for (int i = 0; i < 80; i++) {
            far.sends(to, 20);
            lab.turn(1);
        }
        assertThat(session.stats().packetsReceived()).isEqualTo(99);
        assertThat(session.stats().packetsLost()).isZero();
        FarEnd.Heard after = far.hears().getFirst();
        assertThat(after.ssrc()).isEqualTo(before.ssrc());
        assertThat(after.timestamp()).isEqualTo(before.timestamp() + 160 & 0xFFFF_FFFFL);
    }

    @Test
    void aKeyByRtpAndBySignallingIsOnePress() {
        InetSocketAddress to = answer();
        far.presses(to, '7');
        lab.turn(2);
        session.digitBySignalling('7', 100);
        session.digitBySignalling('8', 100);
        lab.turn(2);
        assertThat(party.events(Digit.class))
                .extracting(Digit::digit, Digit::source)
                .containsExactly(tuple('7', DigitSource.RFC4733), tuple('8', DigitSource.SIP_INFO));
    }

    @Test
    void aStrangersKeysAndSoundAreIgnored() {
        InetSocketAddress to = answer();
        try (FarEnd stranger = new FarEnd("127.0.0.2")) {
            for (int i = 0; i < 50; i++) {
                far.sends(to, 20);
                stranger.presses(to, '9');
                stranger.sends(to, 20);
                lab.turn(1);
            }
            assertThat(party.digits()).isEmpty();
            assertThat(stranger.hears()).isEmpty();
            assertThat(session.stats().packetsReceived()).isEqualTo(50);
        }
    }

    @Test
    void weSendToWhereTheFarEndReallyIs() {
        InetSocketAddress nowhere = new InetSocketAddress("192.0.2.1", 4000);
        try (FarEnd behindNat = new FarEnd("127.0.0.3")) {
            InetSocketAddress to = FarEnd.portOf(session.answer(FarEnd.offer(nowhere, 8)));
            for (int i = 0; i < 10; i++) {
                behindNat.sends(to, 20);
                lab.turn(1);
            }
            assertThat(behindNat.hears()).hasSize(followed(7));
        }
    }

    @Test
    void anotherPortOfTheSameHostIsFollowedAfterASecondOfSilence() {
        InetSocketAddress to = answer();
        for (int i = 0; i < 300; i++) {
            far.sends(to, 20);
            lab.turn(1);
        }
        lab.turn(60);
        try (FarEnd moved = FarEnd.local()) {
            for (int i = 0; i < 10; i++) {
                moved.sends(to, 20);
                lab.turn(1);
            }
            assertThat(moved.hears()).hasSize(followed(7));
        }
    }

    @Test
    void aFloodIsCappedAndTheRestGoesOn() {
        InetSocketAddress to = answer();
        for (int tick = 0; tick < 50; tick++) {
            for (int i = 0; i < 40; i++) {
                far.sends(to, 20);
            }
            lab.turn(1);
        }
        MediaStats stats = session.stats();
        assertThat(stats.packetsReceived()).isBetween(400L, 600L);
        assertThat(stats.packetsSent()).isEqualTo(50);
    }

    @Test
    void rubbishIsCountedAndHarmless() {
        InetSocketAddress to = answer();
        far.sends(to, 20);
        lab.turn(1);
        for (int first : new int[] {0x00, 0x16, 0x40, 0x80, 0x8F, 0x90, 0xA0, 0xFF}) {
            far.sendRaw(to, ByteBuffer.wrap(new byte[] {(byte) first, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
        }
        far.sendRaw(to, ByteBuffer.wrap(new byte[] {(byte) 0x81, (byte) 200, 0, 6, 0, 0, 0, 0}));
        lab.turn(49);
        assertThat(session.stats().packetsDiscarded()).isEqualTo(9);
        assertThat(session.stats().packetsReceived()).isEqualTo(1);
    }

    @Test
    void aByeByRtcpEndsNothing() {
        InetSocketAddress to = answer();
        far.sends(to, 20);
        far.sendRaw(to, ByteBuffer.wrap(new byte[] {(byte) 0x81, (byte) 203, 0, 1, 0, 0, 0x12, 0x34}));
        lab.turn(10);
        far.sends(to, 20);
        lab.turn(40);
        assertThat(session.stats().packetsReceived()).isEqualTo(2);
        assertThat(far.hears()).hasSize(50);
    }

    @Test
    void silenceOfTheFarEndIsToldOnceUntilItSpeaksAgain() {
        InetSocketAddress to = answer();
        far.sends(to, 20);
        lab.turn(499);
        assertThat(party.events(MediaTimeout.class)).isEmpty();
        lab.turn(500);
        assertThat(party.events(MediaTimeout.class)).containsExactly(new MediaTimeout(10_000));
        far.sends(to, 20);
        lab.turn(502);
        assertThat(party.events(MediaTimeout.class)).hasSize(2);
    }

    @Test
    void heldSilenceIsNoTimeout() {
        answer("a=inactive");
        lab.turn(1000);
        assertThat(party.events(MediaTimeout.class)).isEmpty();
    }

    @Test
    void aFarEndWhosePortIsClosedForAWhileIsServedWhenItIsBack() throws Exception {
        InetSocketAddress to = answer();
        far.sends(to, 20);
        lab.turn(10);
        InetSocketAddress address = far.address();
        far.close();
        lab.turn(20);
        try (FarEnd back = new FarEnd("127.0.0.1", address.getPort())) {
            back.sends(to, 20);
            lab.turn(5);
            assertThat(back.hears()).hasSize(5);
        }
    }

    @Test
    void theVersionGrowsWithEachOfOurOffers() {
        String first = session.offer();
        String second = session.offer();
        assertThat(version(second)).isEqualTo(version(first) + 1);
    }

    @Test
    void aDescriptionThatIsRefusedChangesNothing() {
        answer();
        assertThat(catchThrowable(() -> session.answer("rubbish"))).isInstanceOf(MediaFailure.class);
        lab.turn(3);
        assertThat(far.hears()).hasSize(3);
    }

    private static long version(String sdp) {
        String origin =
                sdp.lines().filter(line -> line.startsWith("o=")).findFirst().orElseThrow();
        return Long.parseLong(origin.split(" ")[2]);
    }
}

package io.ringflow.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.FarEnd;
import io.ringflow.media.MediaAddress;
import io.ringflow.media.MediaConfig.SymmetricRtp;
import io.ringflow.media.MediaEvent;
import io.ringflow.media.MediaEvent.MediaTimeout;
import io.ringflow.media.MediaLab;
import io.ringflow.media.MediaObserver;
import io.ringflow.media.MediaProfile;
import io.ringflow.media.MediaProfile.DtmfPolicy;
import io.ringflow.media.MediaStats;
import io.ringflow.media.RecordingPlan;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What strangers and broken far ends send to a media port, and what must come of it: M1, M7, M8, M10 and M11 of the threats
 * to media. M9, floods: {@link MediaFloodSocketTest}; M12, ports running out, by a whole server: PortExhaustionCallTest.
 */
class MediaThreatsSocketTest {
    private static final String ELSEWHERE = "127.0.0.2";

    @TempDir
    Path dir;

    private final Map<MediaObserver.Discard, Integer> discards = new EnumMap<>(MediaObserver.Discard.class);
    private final MediaObserver observer = new MediaObserver() {
        @Override
        public void discarded(Discard why) {
            discards.merge(why, 1, Integer::sum);
        }
    };
    private final MediaLab lab = new MediaLab(MediaFloodSocketTest.oneLoop(), observer);
    private final MediaLab.Party party = lab.open();
    private final FarEnd far = FarEnd.local();
    private final FarEnd stranger = new FarEnd(ELSEWHERE);
    private final InetSocketAddress port = FarEnd.portOf(party.session().answer(far.offer()));

    @AfterEach
    void close() {
        lab.close();
        far.close();
        stranger.close();
    }

    private int discarded(MediaObserver.Discard why) {
        return discards.getOrDefault(why, 0);
    }

    private void speak(FarEnd end, int ticks) {
        for (int i = 0; i < ticks; i++) {
            end.sends(port, 20);
            lab.turn(1);
        }
    }

    /** To a whole second, when figures are told. */
    private MediaStats figures() {
        lab.turn(50);
        return party.session().stats();
    }

    private static ByteBuffer bytes(int... octets) {
        ByteBuffer packet = ByteBuffer.allocate(octets.length);
        for (int octet : octets) {
            packet.put((byte) octet);
        }
        return packet.flip();
    }

    // M1

    /** M1: RTP Bleed. Three packets show nothing, nor do more with a gap, or of several sources, or of no such type. */
    @Test
    void whoDoesNotShowFourPacketsInSequenceIsSentNothing() {
        for (int i = 0; i < 40; i++) {
            speak(stranger, 3);
            stranger.sequence++;
            lab.turn(1);
        }
        for (int i = 0; i < 10; i++) {
            stranger.ssrc++;
            speak(stranger, 1);
        }
        assertThat(stranger.hears()).isEmpty();
        assertThat(far.hears()).hasSize(170);
        assertThat(discarded(MediaObserver.Discard.WRONG_SOURCE)).isEqualTo(130);
    }

    /** M1: the last call's far end goes on sending to a port that is another's now, from the same host. */
    @Test
    void thePortsLastCallDoesNotHearTheNextOne() {
        try (FarEnd last = FarEnd.local()) {
            speak(last, 10);
            last.hears();
            speak(far, 1);
            far.hears();
            for (int i = 0; i < 20; i++) {
                last.sends(port, 20);
                speak(far, 1);
            }
            assertThat(last.hears()).isEmpty();
            assertThat(far.hears()).hasSize(20);
        }
    }

    /** M1: after five seconds nobody latches who was not signalled, though the far end never said a word. */
    @Test
    void whoComesAfterTheFirstSecondsIsSentNothing() {
        lab.turn(250);
        far.hears();
        speak(stranger, 100);
        assertThat(stranger.hears()).isEmpty();
        assertThat(far.hears()).hasSize(100);
    }

    /** M1: the latch is locked, also while its source is silent; only a new negotiation opens it. */
    @Test
    void aSilentFarEndIsReplacedByNegotiationOnly() {
        speak(far, 10);
        lab.turn(60);
        speak(stranger, 100);
        assertThat(stranger.hears()).isEmpty();
        party.session().answer(FarEnd.offer(stranger.address(), 8));
        far.hears();
        speak(stranger, 10);
        assertThat(stranger.hears()).hasSize(10);
        assertThat(far.hears()).isEmpty();
    }

    /** M1: who waits for the first packets serves nobody before there are four of them. */
    @Test
    void whoWaitsForTheFirstPacketsIsNotFooledByOne() {
        var profile = new MediaProfile("t", List.of("PCMA"), SymmetricRtp.ON, DtmfPolicy.AUTO, false);
        var where = new MediaAddress(InetAddress.getLoopbackAddress(), "127.0.0.1");
        var session = lab.engine.open(where, profile, event -> {});
        InetSocketAddress waiting = FarEnd.portOf(session.answer(far.offer()));
        for (int i = 0; i < 20; i++) {
            stranger.sequence += 2;
            stranger.sends(waiting, 20);
            lab.turn(1);
        }
        assertThat(stranger.hears()).isEmpty();
    }

    /** M1: packets that bear another SSRC than the far end's are not heard, though they seem to come from there. */
    @Test
    void aStrangeSsrcFromTheRightSourceIsNotHeard() {
        speak(far, 10);
        int ssrc = far.ssrc;
        for (int i = 0; i < 40; i++) {
            speak(far, 1);
            int sequence = far.sequence;
            far.ssrc = 0x6666;
            far.sequence = 100 + 7 * i;
            far.send(port, 8, 5_000 + i, new byte[160]);
            far.ssrc = ssrc;
            far.sequence = sequence;
        }
        assertThat(figures().packetsReceived()).isEqualTo(50);
        assertThat(discarded(MediaObserver.Discard.WRONG_SOURCE)).isEqualTo(40);
        assertThat(party.session().stats().packetsLost()).isZero();
    }

    // M7

    private ByteBuffer report(int lost) {
        int ours = far.hears().getLast().ssrc();
        ByteBuffer packet = ByteBuffer.allocate(32 + 8);
        packet.putInt(0x81C9_0007).putInt(far.ssrc).putInt(ours).putInt(0xFF00_0000 | lost & 0xFF_FFFF);
        packet.putInt(0).putInt(0).putInt(0x7777_0000).putInt(-1);
        return packet.putInt(0x81CB_0001).putInt(far.ssrc).flip();
    }

    /** M7: what a stranger reports is not believed, is no sign of life, and ends nothing. */
    @Test
    void reportsOfAStrangerAreDropped() {
        speak(far, 10);
        ByteBuffer report = report(1000);
        for (int i = 0; i < 500; i++) {
            stranger.sendRaw(port, report.duplicate());
            lab.turn(1);
            assertThat(far.hears()).hasSize(1);
        }
        assertThat(party.session().stats().remoteLost()).isEqualTo(-1);
        assertThat(party.events(MediaTimeout.class)).hasSize(1);
    }

    /** M7: a BYE ends nothing; counts below zero and round trips of hours are brought into bounds. */
    @ParameterizedTest
    @ValueSource(ints = {0x80_0000, -1, 0x7F_FFFF})
    void absurdReportsAreClampedAndAGoodbyeEndsNothing(int lost) {
        speak(far, 10);
        far.sendRaw(port, report(lost));
        speak(far, 40);
        MediaStats stats = figures();
        assertThat(stats.remoteLost()).isBetween(0L, 0x7F_FFFFL);
        assertThat(stats.roundTripMillis()).isBetween(-1.0, 60_000.0);
        assertThat(stats.packetsReceived()).isEqualTo(50);
        assertThat(far.hears()).hasSize(90);
    }

    /** M7: an extended report of empty blocks is read to its end; one whose block leaves the packet is dropped whole. */
    @Test
    void extendedReportsWithEmptyAndEndlessBlocksDoNoHarm() {
        speak(far, 10);
        far.sendRaw(port, bytes(0x80, 207, 0, 4, 0, 0, 0x12, 0x34, 7, 0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0));
        far.sendRaw(port, bytes(0x80, 207, 0, 2, 0, 0, 0x12, 0x34, 7, 0, 0xFF, 0xFF));
        // SDES with an item longer than its packet: its text is never looked at
        far.sendRaw(port, bytes(0x80, 202, 0, 2, 0, 0, 0x12, 0x34, 1, 0xFF, 'a', 'b'));
        speak(far, 40);
        assertThat(figures().packetsReceived()).isEqualTo(50);
        assertThat(discards).isEqualTo(Map.of(MediaObserver.Discard.MALFORMED, 1));
    }

    // M8

    private List<ByteBuffer> malformed() {
        var packets = new ArrayList<ByteBuffer>();
        packets.add(bytes(0x80));
        packets.add(bytes(0x80, 8, 0, 1, 0, 0, 0, 0, 0, 0, 0x12));
        packets.add(bytes(0x40, 8, 0, 1, 0, 0, 0, 0, 0, 0, 0x12, 0x34));
        // fifteen contributing sources that are not there
        packets.add(bytes(0x8F, 8, 0, 1, 0, 0, 0, 0, 0, 0, 0x12, 0x34, 1, 2, 3, 4));
        // an extension of 256 kB, and one of which half the header is there
        packets.add(bytes(0x90, 8, 0, 1, 0, 0, 0, 0, 0, 0, 0x12, 0x34, 0, 0, 0xFF, 0xFF));
        packets.add(bytes(0x90, 8, 0, 1, 0, 0, 0, 0, 0, 0, 0x12, 0x34, 0, 0));
        // padding of nothing, and of more than there is
        packets.add(bytes(0xA0, 8, 0, 1, 0, 0, 0, 0, 0, 0, 0x12, 0x34, 1, 2, 3, 0));
        packets.add(bytes(0xA0, 8, 0, 1, 0, 0, 0, 0, 0, 0, 0x12, 0x34, 1, 2, 3, 255));
        // 64 kB
        packets.add(
                ByteBuffer.allocate(65_507).putLong(0, 0x8008_0001_0000_0000L).putInt(8, far.ssrc));
        return packets;
    }

    /** M8: each is counted, none is heard, and what comes between them is. */
    @Test
    void malformedPacketsAreCountedAndDropped() {
        speak(far, 10);
        List<ByteBuffer> packets = malformed();
        for (ByteBuffer packet : packets) {
            far.sendRaw(port, packet);
            speak(far, 1);
        }
        MediaStats stats = figures();
        assertThat(stats.packetsReceived()).isEqualTo(10 + packets.size());
        assertThat(stats.packetsLost()).isZero();
        assertThat(discards).isEqualTo(Map.of(MediaObserver.Discard.MALFORMED, packets.size()));
    }

    /** M8: a source that is latched sends whatever it likes, and the leg still hears, speaks and tells of keys. */
    @Test
    void anyBytesOfTheFarEndLeaveTheLegAlive() {
        party.session().record(RecordingPlan.caller(dir.resolve("call.wav")));
        speak(far, 10);
        var random = new Random(5);
        for (int i = 0; i < 500; i++) {
            for (int j = 0; j < 8; j++) {
                byte[] rubbish = new byte[random.nextInt(300)];
                random.nextBytes(rubbish);
                if (rubbish.length > 12) {
                    rubbish[0] = (byte) (0x80 | rubbish[0] & 0x3F);
                    rubbish[1] = (byte) new int[] {8, 101, 200 - 256, 201 - 256, 207 - 256}[random.nextInt(5)];
                }
                far.sendRaw(port, ByteBuffer.wrap(rubbish));
            }
            lab.turn(1);
        }
        far.hears();
        far.ssrc = 0x77;
        long before = figures().packetsReceived();
        speak(far, 50);
        assertThat(figures().packetsReceived() - before).isEqualTo(49);
        assertThat(far.hears()).hasSize(150);
        int keys = party.digits().length();
        far.presses(port, '7');
        lab.turn(2);
        assertThat(party.digits().substring(keys)).isEqualTo("7");
    }

    // M10

    /** M10: keys of a source that is not latched, of the same host even, are nobody's; what is no key is none. */
    @Test
    void keysFromElsewhereAndEventsThatAreNoKeysAreIgnored() {
        speak(far, 10);
        try (FarEnd besides = FarEnd.local()) {
            for (int i = 0; i < 20; i++) {
                stranger.presses(port, '9');
                besides.presses(port, '8');
                speak(far, 1);
            }
        }
        for (int code = 16; code < 256; code++) {
            far.send(port, 101, far.timestamp, new byte[] {(byte) code, 10, 0, (byte) 160});
            far.timestamp += 800;
            lab.turn(1);
        }
        assertThat(party.digits()).isEmpty();
        far.presses(port, '5');
        lab.turn(1);
        assertThat(party.digits()).isEqualTo("5");
    }

    /** M10: one press is one key, however often it comes, whatever its marker bits and with a duration of 0. */
    @Test
    void aPressIsKnownByItsSourceAndItsTime() {
        speak(far, 10);
        for (int i = 0; i < 20; i++) {
            far.send(port, i % 2 == 0 ? 101 : 101 - 128, 4_000, new byte[] {5, 10, 0, 0});
            lab.turn(1);
        }
        far.send(port, 101, 4_000, new byte[] {5, (byte) 0x8A, 12, (byte) 0x80});
        lab.turn(1);
        assertThat(party.digits()).isEqualTo("5");
        assertThat(party.events(MediaEvent.DigitEnded.class))
                .extracting(MediaEvent.DigitEnded::durationMillis)
                .containsExactly(400);
    }

    // M11

    /** M11: a far end that starts anew, by SSRC, sequence or time, is heard on with the delay it had. */
    @ParameterizedTest
    @ValueSource(strings = {"ssrc", "sequence", "time forward", "time back", "all"})
    void jumpsAreFollowed(String what) {
        party.session().record(RecordingPlan.caller(dir.resolve("call.wav")));
        for (int i = 0; i < 10; i++) {
            speak(far, 50);
            boolean all = what.equals("all");
            far.ssrc += all || what.equals("ssrc") ? 1 : 0;
            far.sequence += all || what.equals("sequence") ? 20_000 : 0;
            far.timestamp += all || what.equals("time forward") ? 80_000_000L : 0;
            far.timestamp -= what.equals("time back") ? 80_000L : 0;
        }
        MediaStats stats = figures();
        // Two packets in sequence make a new source, of which the first is not heard.
        assertThat(stats.packetsReceived()).isBetween(490L, 500L);
        assertThat(stats.packetsLost()).isZero();
        assertThat(stats.packetsDiscarded()).isLessThanOrEqualTo(3 * 9);
        assertThat(stats.jitterMillis()).isLessThan(1);
        assertThat(depth()).isLessThanOrEqualTo(60);
    }

    private int depth() {
        speak(far, 5);
        String text = party.session().describe();
        return Integer.parseInt(text.replaceAll("(?s).*jitter buffer (\\d+) ms.*", "$1"));
    }
}

package io.ringflow.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.media.Conference;
import io.ringflow.media.ConferenceConfig;
import io.ringflow.media.ConferenceEvent;
import io.ringflow.media.ConferenceRole;
import io.ringflow.media.FarEnd;
import io.ringflow.media.MediaAddress;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaFailure.Kind;
import io.ringflow.media.MediaLab;
import io.ringflow.media.MediaSession;
import io.ringflow.media.Membership;
import io.ringflow.media.TestClip;
import io.ringflow.media.codec.Pcma;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Conferences of real legs, on two loops whose ticks are turned by hand. */
class ConferenceSocketTest {
    private static final byte SILENCE = (byte) 0xD5;
    private static final int LOUD = 1_000;
    private static final MediaAddress LOCAL = new MediaAddress(InetAddress.getLoopbackAddress(), "127.0.0.1");

    private final MediaLab lab = new MediaLab();
    private final List<ConferenceEvent> events = new CopyOnWriteArrayList<>();
    private final List<Caller> callers = new ArrayList<>();

    /** A far end, its session, and what it sends and hears: one packet per tick each way. */
    private static final class Caller {
        final FarEnd far = FarEnd.local();
        final MediaSession session;
        final InetSocketAddress port;
        final List<byte[]> heard = new ArrayList<>();

        Caller(MediaSession session) {
            this.session = session;
            this.port = FarEnd.portOf(session.answer(far.offer()));
        }

        void says(byte value) {
            byte[] payload = new byte[160];
            Arrays.fill(payload, value);
            far.send(port, 8, far.timestamp, payload);
            far.timestamp += 160;
        }

        void hears() {
            far.hears().forEach(packet -> heard.add(packet.payload()));
        }

        /** Index of the first packet in which somebody is heard, or -1. */
        int firstSound() {
            for (int i = 0; i < heard.size(); i++) {
                if (loudest(heard.get(i)) > LOUD) {
                    return i;
                }
            }
            return -1;
        }
    }

    private static int loudest(byte[] payload) {
        return levels(payload).max().orElseThrow();
    }

    private static IntStream levels(byte[] payload) {
        short[] pcm = new short[payload.length];
        new Pcma().newDecoder().decode(payload, 0, payload.length, pcm, 0);
        return IntStream.range(0, pcm.length).map(i -> Math.abs((int) pcm[i]));
    }

    @AfterEach
    void close() {
        callers.forEach(caller -> caller.far.close());
        lab.close();
    }

    private Conference conference(int members) {
        return lab.engine.conference(new ConferenceConfig(members, 8), events::add);
    }

    private Caller caller() {
        Caller caller = new Caller(lab.engine.open(LOCAL, event -> {}));
        callers.add(caller);
        return caller;
    }

    private void turn(int ticks) {
        for (int i = 0; i < ticks; i++) {
            callers.forEach(caller -> caller.says(SILENCE));
            lab.turn(1);
            callers.forEach(Caller::hears);
        }
    }

    private <T extends ConferenceEvent> long told(Class<T> type) {
        return events.stream().filter(type::isInstance).count();
    }

    @Test
    void membersOnAnotherLoopAreHeardAtMostATickLater() {
        // Two loops, legs taking turns: the first and third share one, the second is on the other.
        Caller first = caller();
        Caller second = caller();
        Caller third = caller();
        Conference conference = conference(10);
        callers.forEach(caller -> conference.join(caller.session, ConferenceRole.SPEAKER));
        turn(50);
        List<Integer> delays = new ArrayList<>();
        for (Caller speaker : callers) {
            callers.forEach(caller -> caller.heard.clear());
            for (int tick = 0; tick < 20; tick++) {
                callers.forEach(caller -> caller.says(caller == speaker ? (byte) 0xAA : SILENCE));
                lab.turn(1);
                callers.forEach(Caller::hears);
            }
            for (Caller listener : callers) {
                if (listener != speaker) {
                    delays.add(listener.firstSound());
                }
            }
            turn(20);
        }
        assertThat(delays).hasSize(6).allMatch(delay -> delay > 0);
        int sameLoop = Math.min(delays.get(1), delays.get(4));
        assertThat(delays).allMatch(delay -> delay - sameLoop <= 1 + 1, "a tick for the loop, a tick for the phase");
        assertThat(first.heard).hasSameSizeAs(second.heard).hasSameSizeAs(third.heard);
    }

    @Test
    void nobodyIsHeardByItself() {
        Caller alone = caller();
        Caller other = caller();
        Conference conference = conference(10);
        callers.forEach(caller -> conference.join(caller.session, ConferenceRole.SPEAKER));
        for (int tick = 0; tick < 30; tick++) {
            alone.says((byte) 0xAA);
            other.says(SILENCE);
            lab.turn(1);
            callers.forEach(Caller::hears);
        }
        assertThat(other.firstSound()).isPositive();
        assertThat(alone.firstSound()).isNegative();
        assertThat(events).contains(new ConferenceEvent.TalkingStarted(1));
    }

    @Test
    void aFullConferenceAndAClosedOneSaySo() {
        Conference conference = conference(1);
        Membership one = conference.join(caller().session, ConferenceRole.SPEAKER);
        Caller late = caller();
        assertThatThrownBy(() -> conference.join(late.session, ConferenceRole.SPEAKER))
                .isInstanceOfSatisfying(
                        MediaFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFERENCE_FULL));
        one.close();
        one.close();
        assertThat(conference.members()).isZero();
        conference.join(late.session, ConferenceRole.SPEAKER);
        conference.close();
        turn(3);
        assertThat(events).endsWith(new ConferenceEvent.Closed());
        assertThat(told(ConferenceEvent.Left.class)).isEqualTo(2);
        assertThat(lab.engine.openConferences()).isZero();
        for (Runnable late2 : List.<Runnable>of(
                () -> conference.join(late.session, ConferenceRole.SPEAKER),
                () -> conference.play(TestClip.ramp(100), 1),
                () -> one.mute(true))) {
            assertThatThrownBy(late2::run).isInstanceOfSatisfying(MediaFailure.class, e -> assertThat(e.kind())
                    .isEqualTo(Kind.CLOSED));
        }
    }

    @Test
    void aSessionThatClosesOrJoinsAnotherConferenceLeaves() {
        Conference one = conference(10);
        Conference two = conference(10);
        Caller moves = caller();
        Caller closes = caller();
        one.join(moves.session, ConferenceRole.SPEAKER);
        one.join(closes.session, ConferenceRole.SPEAKER);
        turn(5);
        two.join(moves.session, ConferenceRole.SPEAKER);
        closes.session.close();
        turn(5);
        assertThat(one.members()).isZero();
        assertThat(two.members()).isEqualTo(1);
        assertThat(events).containsOnlyOnce(new ConferenceEvent.Left(1)).containsOnlyOnce(new ConferenceEvent.Left(2));
    }

    @Test
    void aConferenceWithoutMembersClosesAtOnceAndSoDoThoseOfAnEngineThatEnds() {
        conference(10).close();
        turn(1);
        assertThat(events).containsExactly(new ConferenceEvent.Closed());
        conference(10).join(caller().session, ConferenceRole.SPEAKER);
        lab.engine.close();
        assertThat(told(ConferenceEvent.Closed.class)).isEqualTo(2);
        assertThatThrownBy(() -> conference(10)).isInstanceOf(MediaFailure.class);
    }

    @Test
    void aClipIsHeardByAllAndItsEndIsTold() {
        Conference conference = conference(10);
        Caller caller = caller();
        conference.join(caller.session, ConferenceRole.LISTENER);
        turn(3);
        long playback = conference.play(TestClip.ramp(200), 1).id();
        turn(20);
        assertThat(events).contains(new ConferenceEvent.PlaybackEnded(playback, true));
        assertThat(caller.firstSound()).isPositive();
    }

    /** Hundreds come and go while two talk: those two hear each other without a gap, whoever is dismissed leaves in parts. */
    @Test
    void hundredsComeAndGoUnheard() {
        Caller speaker = caller();
        Caller listener = caller();
        Conference conference = conference(1_000);
        conference.join(speaker.session, ConferenceRole.SPEAKER);
        conference.join(listener.session, ConferenceRole.SPEAKER);
        turnSpeaking(speaker, 20);
        List<MediaSession> crowd = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            crowd.add(lab.engine.open(LOCAL, event -> {}));
        }
        listener.heard.clear();
        crowd.forEach(session -> conference.join(session, ConferenceRole.SPEAKER));
        turnSpeaking(speaker, 20);
        crowd.forEach(MediaSession::close);
        turnSpeaking(speaker, 20);
        assertThat(listener.heard).hasSize(40);
        for (byte[] packet : listener.heard) {
            assertThat(levels(packet).min().orElseThrow()).isGreaterThan(25_000);
        }
        assertThat(conference.members()).isEqualTo(2);
        conference.close();
        turnSpeaking(speaker, 10);
        assertThat(told(ConferenceEvent.Left.class)).isEqualTo(302);
        assertThat(events).endsWith(new ConferenceEvent.Closed());
    }

    private void turnSpeaking(Caller speaker, int ticks) {
        for (int tick = 0; tick < ticks; tick++) {
            callers.forEach(caller -> caller.says(caller == speaker ? (byte) 0xAA : SILENCE));
            lab.turn(1);
            callers.forEach(Caller::hears);
        }
    }
}

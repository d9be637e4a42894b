package io.ringflow.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.Conference;
import io.ringflow.media.ConferenceConfig;
import io.ringflow.media.ConferenceEvent;
import io.ringflow.media.ConferenceEvent.FloorChanged;
import io.ringflow.media.ConferenceRole;
import io.ringflow.media.FloorChange;
import io.ringflow.media.FloorPlan;
import io.ringflow.media.FloorRight;
import io.ringflow.media.MediaAddress;
import io.ringflow.media.MediaLab;
import io.ringflow.media.MediaSession;
import io.ringflow.media.Membership;
import io.ringflow.media.dtmf.ToneGenerator;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Push to talk with real legs on two loops, proved by what members hear and counted in ticks of 20 ms. */
class FloorSocketTest {
    private static final MediaAddress LOCAL = new MediaAddress(InetAddress.getLoopbackAddress(), "127.0.0.1");
    private static final int MEMBERS = 50;
    /** Of the members; they never ask. */
    private static final int LISTENERS = 8;

    private static final int CHANGES = 1_000;
    /** A sign of the floor lasts so long, and a tick on either side. */
    private static final int CUE_TICKS = 14;

    private final MediaLab lab = new MediaLab();
    private final ToneMember.Ear ear = new ToneMember.Ear(MEMBERS);
    private final List<ToneMember> members = new ArrayList<>();
    private final List<MediaSession> sessions = new ArrayList<>();
    private final List<Membership> seats = new ArrayList<>();
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final int[] cuedUntil = new int[MEMBERS];
    /** Whom each of the listeners heard, tick by tick. */
    private final List<List<Integer>> heard = new ArrayList<>();

    private Conference conference;
    private volatile int tick;

    /** @param tick in which it was decided, or the next */
    private record Told(int member, FloorChange change, int tick) {}

    private void open(boolean queues, int maxTalkMillis) {
        var config = new ConferenceConfig(MEMBERS, 8, Optional.of(new FloorPlan(maxTalkMillis, queues)));
        conference = lab.engine.conference(config, this::event);
    }

    private void event(ConferenceEvent event) {
        if (event instanceof FloorChanged(long seat, FloorChange change)) {
            told.add(new Told((int) seat - 1, change, tick));
        }
    }

    /** Every fourth has the right to take the floor from the others. */
    private void join(int count) {
        for (int i = 0; i < count; i++) {
            join(new FloorRight('*', '#', i % 4 == 3 ? 1 : 0));
        }
    }

    private void join(FloorRight right) {
        var session = lab.engine.open(LOCAL, event -> {});
        sessions.add(session);
        members.add(new ToneMember(members.size(), session));
        seats.add(conference.join(session, ConferenceRole.SPEAKER, right));
        heard.add(new ArrayList<>());
    }

    @AfterEach
    void close() {
        members.forEach(ToneMember::close);
        lab.close();
    }

    /** All send a packet and hear one; who hears a sign of its own, or itself talks, hears something else. */
    private void turn(int ticks) {
        for (int i = 0; i < ticks; i++) {
            tick++;
            members.forEach(ToneMember::talks);
            lab.turn(1);
            for (var member : members) {
                for (byte[] packet : member.hears()) {
                    heard.get(member.number).add(cuedUntil[member.number] > tick ? null : ear.talker(packet));
                }
            }
        }
    }

    private void press(int member, char key) {
        cuedUntil[member] = Integer.MAX_VALUE;
        members.get(member).presses(key);
    }

    /** One who has pressed hears all again, when the signs are over. */
    private void settle(int member) {
        cuedUntil[member] = tick + CUE_TICKS;
    }

    private List<Told> told(FloorChange change) {
        return told.stream().filter(one -> one.change == change).toList();
    }

    @Test
    void thePressedKeysFirstPacketGrantsTheFloorInLessThanTwoTicks() {
        open(false, 60_000);
        join(6);
        turn(50);
        for (int member = 0; member < members.size(); member++) {
            told.clear();
            int pressed = tick + 1;
            press(member, '*');
            turn(1);
            turn(1);
            assertThat(told).as("member " + member).singleElement().satisfies(grant -> {
                assertThat(grant.change).isEqualTo(FloorChange.GRANTED);
                assertThat(grant.tick - pressed).as("ticks").isLessThan(2);
            });
            // Its key is still down: nothing but its first packet was sent.
            int talker = member;
            int listener = member == 0 ? 1 : 0;
            turn(2);
            assertThat(heard.get(listener)).as("within four ticks").contains(talker);
            members.get(member).releases('*');
            turn(5);
            press(member, '#');
            turn(3);
            members.get(member).releases('#');
            settle(member);
            turn(20);
        }
    }

    @Test
    void oneWhoAsksInVainIsNotHeard() {
        open(false, 60_000);
        join(12);
        turn(50);
        press(0, '*');
        turn(20);
        press(10, '*');
        heard.forEach(List::clear);
        turn(20);
        assertThat(told(FloorChange.DENIED)).singleElement().satisfies(denied -> assertThat(denied.member)
                .isEqualTo(10));
        assertThat(heard.get(5)).containsOnly(0).hasSize(20);
    }

    @Test
    void aLateJoinerHearsWhoTalksAtOnceAndTheTalkEndsAfterItsTime() {
        open(false, 2_000);
        join(4);
        turn(50);
        press(0, '*');
        int granted = tick + 1;
        turn(20);
        join(1);
        turn(5);
        assertThat(heard.get(4)).contains(0);
        turn(100);
        assertThat(told(FloorChange.TIMEOUT)).singleElement().satisfies(over -> assertThat(over.tick - granted)
                .isBetween(99, 101));
        assertThat(heard.get(4).getLast()).isEqualTo(ToneMember.SILENT);
    }

    @Test
    void oneWhoHangsUpHoldingTheFloorGivesItToTheNext() {
        open(true, 60_000);
        join(20);
        turn(50);
        press(0, '*');
        turn(5);
        press(18, '*');
        turn(20);
        sessions.get(0).close();
        heard.forEach(List::clear);
        turn(10);
        assertThat(told).extracting(Told::change).contains(FloorChange.LEFT, FloorChange.GRANTED);
        assertThat(heard.get(5)).doesNotContain(ToneMember.SEVERAL).endsWith(18, 18);
    }

    @Test
    void oneKeyMayAskAndGiveBackAndNotMoreOftenThanItIsPressed() {
        open(false, 60_000);
        join(new FloorRight('*', '*', 0));
        turn(50);
        sessions.getFirst().digitBySignalling('*', 40);
        turn(2);
        sessions.getFirst().digitBySignalling('*', 40);
        turn(20);
        assertThat(told).extracting(Told::change).containsExactly(FloorChange.GRANTED);
        sessions.getFirst().digitBySignalling('*', 40);
        turn(5);
        assertThat(told).extracting(Told::change).containsExactly(FloorChange.GRANTED, FloorChange.RELEASED);
    }

    @Test
    void aTelephoneGoneMadIsNotTakenAtEachOfItsKeys() {
        open(false, 60_000);
        join(2);
        turn(50);
        press(0, '*');
        turn(10);
        for (int i = 0; i < 40; i++) {
            sessions.get(1).digitBySignalling('*', 40);
            turn(1);
        }
        // One in four, give or take a tick that a loop is ahead of the other.
        assertThat(told(FloorChange.DENIED)).hasSizeBetween(9, 12);
        press(0, '#');
        turn(3);
        assertThat(told(FloorChange.RELEASED)).hasSize(1);
    }

    @Test
    void aKeyThatIsAToneGrantsTheFloorWhenItIsRecognised() {
        open(false, 60_000);
        join(2);
        members.getFirst().hasTonesOnly(sessions.getFirst());
        turn(50);
        var key = ToneGenerator.key('*', 8_000, 160);
        int begun = tick + 1;
        for (int i = 0; i < 8; i++) {
            tick++;
            members.getFirst().sounds(key);
            members.getLast().talks();
            lab.turn(1);
        }
        turn(10);
        assertThat(told).singleElement().satisfies(grant -> {
            assertThat(grant.change).isEqualTo(FloorChange.GRANTED);
            assertThat(grant.tick - begun)
                    .as("ticks from the tone's first packet")
                    .isLessThan(5);
        });
    }

    /** IntercomFloor: nobody presses a key. */
    @Test
    void theFloorMayBeAskedForInAMembersPlace() {
        open(false, 60_000);
        join(4);
        turn(50);
        seats.get(2).requestFloor();
        turn(5);
        assertThat(told).extracting(Told::change).containsExactly(FloorChange.GRANTED);
        assertThat(heard.get(0).getLast()).isEqualTo(2);
        seats.get(2).releaseFloor();
        turn(5);
        assertThat(told).extracting(Told::change).containsExactly(FloorChange.GRANTED, FloorChange.RELEASED);
        assertThat(heard.get(0).getLast()).isEqualTo(ToneMember.SILENT);
    }

    /** The bar: never two talkers, nobody's sound has a gap of more than 40 ms, while a thousand times another one talks. */
    @Test
    void amongFiftyMembersAThousandChangesNeverLetTwoBeHeardNorAnyoneMissAWord() {
        open(true, 60_000);
        join(MEMBERS);
        turn(50);
        var random = new Random(20_261_122);
        int holder = LISTENERS;
        press(holder, '*');
        turn(6);
        heard.forEach(List::clear);
        int begun = tick;
        var talkers = new ArrayList<Integer>(List.of(holder));
        int latest = 0;
        for (int change = 0; change < CHANGES; change++) {
            int next = next(random, holder);
            boolean takes = next % 4 == 3 && holder % 4 != 3;
            int pressed = tick + 1;
            press(next, '*');
            turn(1);
            members.get(next).releases('*');
            if (!takes) {
                turn(1);
                pressed = tick + 1;
                press(holder, '#');
                turn(1);
                members.get(holder).releases('#');
            }
            turn(1 + random.nextInt(2));
            var grants = told(FloorChange.GRANTED);
            assertThat(grants).as("change " + change).hasSize(change + 2);
            assertThat(grants.getLast().member).isEqualTo(next);
            latest = Math.max(latest, grants.getLast().tick - pressed);
            settle(holder);
            holder = next;
            talkers.add(next);
        }
        turn(3);
        assertThat(latest).as("ticks from a key's first packet to the grant").isLessThan(2);
        for (int listener = 0; listener < MEMBERS; listener++) {
            assertThat(heard.get(listener)).as("two talkers at once").doesNotContain(ToneMember.SEVERAL);
            assertThat(heard.get(listener)).as("a packet a tick").hasSize(tick - begun);
        }
        for (int listener = 0; listener < LISTENERS; listener++) {
            assertThat(inOrder(heard.get(listener))).isEqualTo(talkers);
            assertThat(longestSilence(heard.get(listener))).as("ticks").isLessThanOrEqualTo(2);
        }
    }

    private static int next(Random random, int holder) {
        while (true) {
            int next = LISTENERS + random.nextInt(MEMBERS - LISTENERS);
            if (ToneMember.apart(next, holder)) {
                return next;
            }
        }
    }

    private static List<Integer> inOrder(List<Integer> heard) {
        var talkers = new ArrayList<Integer>();
        for (int who : heard) {
            if (who >= 0 && (talkers.isEmpty() || talkers.getLast() != who)) {
                talkers.add(who);
            }
        }
        return talkers;
    }

    private static int longestSilence(List<Integer> heard) {
        int longest = 0;
        int run = 0;
        for (int who : heard) {
            run = who == ToneMember.SILENT ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}

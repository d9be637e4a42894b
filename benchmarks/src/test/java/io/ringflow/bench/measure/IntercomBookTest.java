package io.ringflow.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ringflow.bench.load.IntercomPhones;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class IntercomBookTest {

    private static final long MILLI = 1_000_000;
    private static final int HOLDER = 5;
    private static final int NEXT = 9;

    private final IntercomBook book = new IntercomBook(12, 2);
    private final long start = System.nanoTime();

    private void hears(int member, int talker, boolean granted, int millis) {
        book.heard(member, talker, granted, start + millis * MILLI);
    }

    private void listenersHear(int talker, int millis) {
        hears(0, talker, false, millis);
        hears(1, talker, false, millis);
    }

    private void pressed() {
        book.begin();
        book.expect(NEXT, HOLDER, HOLDER, '#');
        book.pressed(NEXT, '*', start);
        book.pressed(HOLDER, '#', start + 10 * MILLI);
    }

    @Test
    void timesAreFromTheFirstPacketOfTheKeyThatDecides() {
        pressed();
        hears(NEXT, HOLDER, true, 32);
        listenersHear(NEXT, 75);
        book.told(NEXT, start + 18 * MILLI);
        assertThat(book.awaitChange(Duration.ZERO)).isTrue();
        assertThat(book.handedOn().getMaxValue() / 1e6).isCloseTo(22, within(0.1));
        assertThat(book.voice().getMaxValue() / 1e6).isCloseTo(65, within(0.1));
        assertThat(book.told().getMaxValue() / 1e6).isCloseTo(8, within(0.1));
        assertThat(book.voice().getTotalCount()).isEqualTo(2);
    }

    @Test
    void aChangeIsNotOverBeforeAllListenersHearTheTalker() {
        pressed();
        hears(NEXT, HOLDER, true, 32);
        hears(0, NEXT, false, 50);
        hears(1, HOLDER, false, 50);
        assertThat(book.awaitChange(Duration.ZERO)).isFalse();
        hears(1, NEXT, false, 70);
        assertThat(book.awaitChange(Duration.ZERO)).isTrue();
    }

    @Test
    void aSignBeforeTheKeyIsNoGrant() {
        book.expect(NEXT, HOLDER, HOLDER, '#');
        hears(NEXT, HOLDER, true, 5);
        book.pressed(HOLDER, '#', start + 10 * MILLI);
        assertThat(book.handedOn().getTotalCount()).isZero();
    }

    @Test
    void oneWhoAsksByHisOwnKeyIsApartFromOneWhoIsHandedTheFloor() {
        book.expect(NEXT, HOLDER, NEXT, '*');
        book.pressed(NEXT, '*', start);
        hears(NEXT, IntercomPhones.SILENT, true, 32);
        assertThat(book.asked().getMaxValue() / 1e6).isCloseTo(32, within(0.1));
        assertThat(book.handedOn().getTotalCount()).isZero();
    }

    @Test
    void silenceWhileNobodyHasTheFloorIsNone() {
        book.begin();
        book.release(HOLDER);
        for (int at = 0; at < 200; at += 20) listenersHear(IntercomPhones.SILENT, at);
        book.expect(NEXT, HOLDER, NEXT, '*');
        book.pressed(NEXT, '*', start + 200 * MILLI);
        listenersHear(NEXT, 260);
        assertThat(book.longestSilenceMillis()).isZero();
        for (int at = 280; at < 340; at += 20) listenersHear(IntercomPhones.SILENT, at);
        assertThat(book.longestSilenceMillis()).isEqualTo(60);
    }

    @Test
    void twoTalkersAreCountedSaveAtOneWhoHearsASign() {
        pressed();
        hears(HOLDER, IntercomPhones.SEVERAL, false, 20);
        hears(NEXT, IntercomPhones.SEVERAL, false, 20);
        assertThat(book.several()).isZero();
        hears(1, IntercomPhones.SEVERAL, false, 20);
        hears(7, IntercomPhones.SEVERAL, false, 20);
        hears(HOLDER, IntercomPhones.SEVERAL, false, 900);
        assertThat(book.several()).isEqualTo(3);
    }

    @Test
    void theLongestSilenceIsThatOfOneListenerInARow() {
        pressed();
        listenersHear(IntercomPhones.SILENT, 20);
        hears(0, IntercomPhones.SILENT, false, 40);
        hears(0, NEXT, false, 60);
        hears(1, NEXT, false, 60);
        hears(1, IntercomPhones.SILENT, false, 80);
        hears(7, IntercomPhones.SILENT, false, 80);
        assertThat(book.longestSilenceMillis()).isEqualTo(40);
    }

    @Test
    void theLongestPauseIsBetweenPacketsOfOneMember() {
        book.begin();
        hears(3, HOLDER, false, 0);
        hears(4, HOLDER, false, 90);
        hears(3, HOLDER, false, 21);
        hears(3, HOLDER, false, 66);
        assertThat(book.longestPauseMillis()).isCloseTo(45, within(0.001));
        book.end();
        hears(3, HOLDER, false, 400);
        assertThat(book.longestPauseMillis()).isCloseTo(45, within(0.001));
    }
}

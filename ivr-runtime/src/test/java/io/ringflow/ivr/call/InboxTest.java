package io.ringflow.ivr.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.ivr.command.CallEnded;
import io.ringflow.ivr.command.KeySet;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class InboxTest {

    @Test
    void keysNobodyAsksAboutLeaveNothingWheneverTheyAreSent() {
        var inbox = new Inbox();
        inbox.post(new CallEvent.KeysSent(1));
        inbox.neverMindSending(1);
        inbox.neverMindSending(2);
        inbox.post(new CallEvent.KeysSent(2));
        inbox.post(new CallEvent.KeysSent(3));
        assertThat(inbox.<CallEvent>await(letter -> new Inbox.Taken<>(letter.event(), false)))
                .isEqualTo(new CallEvent.KeysSent(3));
    }

    @Test
    void aPartyThatChangesOftenTakesTheRoomOfOneLetter() {
        var inbox = new Inbox();
        for (int i = 0; i < 2 * Inbox.MOST_FACTS; i++) inbox.post(new CallEvent.PartyChanged(1));
        inbox.post(new CallEvent.PlaybackEnded(7));
        inbox.forgetParty(1);
        assertThat(inbox.<CallEvent>await(letter -> new Inbox.Taken<>(letter.event(), false)))
                .isEqualTo(new CallEvent.PlaybackEnded(7));
    }

    private final Inbox inbox = new Inbox();

    @Test
    void whatIsNotAskedForStaysInOrder() {
        press("12");
        inbox.post(new CallEvent.TimeUp(7));
        press("3");
        assertThat(inbox.<Boolean>await(letter -> letter.event() instanceof CallEvent.TimeUp ? taken(true) : null))
                .isTrue();
        assertThat(keys(3)).isEqualTo("123");
    }

    @Test
    void whatIsKeptIsThereForTheNextWhoAsks() {
        press("1");
        assertThat(inbox.<Boolean>await(letter -> new Inbox.Taken<>(true, true)))
                .isTrue();
        assertThat(keys(1)).isEqualTo("1");
    }

    @Test
    void theEndComesBeforeEverythingElse() {
        press("1");
        assertThat(inbox.end(EndReason.of(Cause.CALLER_HUNG_UP, "gone"))).isTrue();
        assertThatThrownBy(() -> keys(1)).isInstanceOf(CallEnded.class);
        assertThatThrownBy(inbox::check).isInstanceOf(CallEnded.class);
    }

    @Test
    void theFirstEndCounts() {
        inbox.end(EndReason.of(Cause.CALLER_HUNG_UP, "gone"));
        assertThat(inbox.end(EndReason.of(Cause.MEDIA_TIMEOUT, "silent"))).isFalse();
        assertThat(inbox.ended()).map(EndReason::cause).contains(Cause.CALLER_HUNG_UP);
    }

    @Test
    void aWaitIsParkedUntilSomethingComesAndAgainWhenThatWasNotIt() {
        var waiting = CompletableFuture.supplyAsync(
                () -> keys(1), task -> Thread.ofVirtual().start(task));
        untilParked();
        inbox.post(new CallEvent.TimeUp(1));
        untilParked();
        assertThat(waiting).isNotDone();
        press("5");
        assertThat(waiting.join()).isEqualTo("5");
        assertThat(inbox.parked()).isFalse();
    }

    @Test
    void anEndlessPromptDoesNotFillTheInbox() {
        for (int pass = 0; pass < 100_000; pass++) inbox.post(new CallEvent.PassFinished(1));
        for (int playback = 0; playback < 100_000; playback++) inbox.post(new CallEvent.PlaybackEnded(playback));
        press("1");
        assertThat(keys(1)).isEqualTo("1");
        assertThat(drain()).isLessThanOrEqualTo(Inbox.MOST_FACTS);
    }

    @Test
    void aForgottenPlaybackIsNotHeardOfAgain() {
        inbox.post(new CallEvent.PassFinished(1));
        inbox.forgetPlayback(1, false);
        inbox.post(new CallEvent.PassFinished(1));
        inbox.post(new CallEvent.PlaybackEnded(1));
        assertThat(drain()).isZero();
    }

    @Test
    void onlyTheNextKeyCanTrail() {
        inbox.dropTrailing(KeySet.of("#"));
        press("1#");
        assertThat(keys(2)).isEqualTo("1#");
        inbox.dropTrailing(KeySet.of("#"));
        press("##");
        assertThat(keys(1)).isEqualTo("#");
        assertThat(drain()).isZero();
    }

    @Test
    void aTrailingKeyThatIsThereAlreadyIsDroppedToo() {
        press("#1");
        inbox.dropTrailing(KeySet.of("#"));
        assertThat(keys(1)).isEqualTo("1");
        assertThat(drain()).isZero();
    }

    private void press(String keys) {
        for (char key : keys.toCharArray()) inbox.post(new CallEvent.KeyPressed(key));
    }

    private String keys(int count) {
        var keys = new StringBuilder();
        while (keys.length() < count) {
            keys.append(inbox.<Character>await(
                    letter -> letter.event() instanceof CallEvent.KeyPressed pressed ? taken(pressed.key()) : null));
        }
        return keys.toString();
    }

    private int drain() {
        var all = new ArrayList<CallEvent>();
        inbox.post(new CallEvent.Confirmed());
        while (true) {
            var event = inbox.<CallEvent>await(letter -> taken(letter.event()));
            if (event instanceof CallEvent.Confirmed) return all.size();
            all.add(event);
        }
    }

    private void untilParked() {
        while (!inbox.parked()) Thread.onSpinWait();
    }

    private static <T> Inbox.Taken<T> taken(T value) {
        return new Inbox.Taken<>(value, false);
    }
}

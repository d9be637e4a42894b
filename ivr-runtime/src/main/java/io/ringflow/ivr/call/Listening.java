package io.ringflow.ivr.call;

import io.ringflow.ivr.command.Activity;
import io.ringflow.ivr.command.Heard;
import io.ringflow.ivr.command.Waiting;
import org.jspecify.annotations.Nullable;

/** What a letter in the inbox is to a command that waits. Decides only: it runs under the inbox's lock. Stateless. */
final class Listening {

    private Listening() {}

    /**
     * What it is to the one who waits.
     *
     * @param divertible another call that wants this one ends the wait, by {@link Diverted}
     */
    static Inbox.@Nullable Taken<Heard> pick(Waiting waiting, Inbox.Letter letter, boolean divertible) {
        var sound = waiting.sound() instanceof PlayingSound playing ? playing : null;
        return switch (letter.event()) {
            case CallEvent.KeyPressed pressed -> pickKey(waiting, sound, letter, pressed.key());
            case CallEvent.PassFinished(long playback) ->
                sound != null && sound.id() == playback ? taken(new Heard.PassFinished(), false) : null;
            case CallEvent.PlaybackEnded(long playback) -> {
                if (sound == null || sound.id() != playback) yield null;
                sound.noteEnd();
                yield taken(new Heard.SoundEnded(), false);
            }
            case CallEvent.TimeUp(long deadline) ->
                waiting.deadline() instanceof TimerDeadline awaited && awaited.id() == deadline
                        ? taken(new Heard.TimeUp(), false)
                        : null;
            case CallEvent.KeysSent(long sending) ->
                waiting.activity() instanceof KeySending awaited && awaited.id() == sending
                        ? taken(new Heard.ActivityEnded(), false)
                        : null;
            case CallEvent.PartyChanged(long changed) ->
                isOf(changed, waiting.activity()) ? taken(new Heard.ActivityEnded(), false) : null;
            case CallEvent.CentreTold(CentreMail mail) ->
                waiting.activity() instanceof LiveCentreVisit awaited && awaited.mail() == mail
                        ? taken(new Heard.ActivityEnded(), false)
                        : null;
            case CallEvent.RecordingEnded(long recording) ->
                waiting.activity() instanceof LiveRecording awaited && awaited.id() == recording
                        ? taken(new Heard.ActivityEnded(), false)
                        : null;
            case CallEvent.ConferenceLeft(long visit) ->
                waiting.activity() instanceof ConferenceVisit awaited && awaited.id() == visit
                        ? taken(new Heard.ActivityEnded(), false)
                        : null;
            case CallEvent.FlowSent _ -> throw new FlowReplaced();
            case CallEvent.ReferralTold _ ->
                waiting.activity() instanceof LiveReferral ? taken(new Heard.ActivityEnded(), false) : null;
            case CallEvent.Released(Connection connection) ->
                waiting.activity() == connection ? taken(new Heard.ActivityEnded(), false) : null;
            case CallEvent.Wanted(Connection connection) -> {
                if (divertible && connection.wanted()) throw new Diverted(connection);
                yield null;
            }
            case CallEvent.Confirmed() -> {
                if (!(waiting.activity() instanceof LiveCentreVisit visit)) yield null;
                visit.farEndAnswered();
                yield taken(new Heard.ActivityEnded(), false);
            }
            case CallEvent.PromptReady _, CallEvent.Ordered _ -> null;
        };
    }

    private static boolean isOf(long party, @Nullable Activity awaited) {
        return switch (awaited) {
            case OtherSide.Change(long number) -> number == party;
            case LiveCentreVisit visit -> visit.has(party);
            case null, default -> false;
        };
    }

    private static Inbox.@Nullable Taken<Heard> pickKey(
            Waiting waiting, @Nullable PlayingSound sound, Inbox.Letter letter, char key) {
        if (!waiting.keys().contains(key)) return null;
        var heard = new Heard.Key(key);
        boolean since = (sound == null || sound.beganBefore(letter))
                && !(waiting.activity() instanceof LiveRecording recording && !recording.beganBefore(letter))
                && !(waiting.activity() instanceof ConferenceVisit visit && !visit.beganBefore(letter))
                && !(waiting.activity() instanceof LiveCentreVisit visit && !visit.talkedBefore(letter))
                && !(waiting.activity() instanceof LiveJoint joint && !joint.beganBefore(letter))
                && !(waiting.activity() instanceof Connection connection && !connection.beganBefore(letter));
        return switch (waiting.typing()) {
            case AHEAD -> taken(heard, false);
            case SINCE_SOUND -> since ? taken(heard, false) : null;
            case SINCE_SOUND_KEPT -> since ? taken(heard, true) : null;
        };
    }

    static <T> Inbox.Taken<T> taken(T value, boolean keep) {
        return new Inbox.Taken<>(value, keep);
    }
}

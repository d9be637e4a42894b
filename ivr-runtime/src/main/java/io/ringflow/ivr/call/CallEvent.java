package io.ringflow.ivr.call;

import io.ringflow.ivr.flow.FlowDocument;

/** What happens to a call while it lasts. */
sealed interface CallEvent {

    /**
     * A key was pressed. Its text never shows which one.
     *
     * @param carried whether who talks with this call has been given the press as it came
     */
    record KeyPressed(char key, boolean carried) implements CallEvent {

        KeyPressed(char key) {
            this(key, false);
        }

        @Override
        public String toString() {
            return "KeyPressed";
        }
    }

    record PassFinished(long playback) implements CallEvent {}

    record PlaybackEnded(long playback) implements CallEvent {}

    /** Keys given to be sent are sent, or never will be. */
    record KeysSent(long sending) implements CallEvent {}

    /** A recording of this call is on the disk, or never will be. */
    record RecordingEnded(long recording) implements CallEvent {}

    /** The call is not in its conference any more. */
    record ConferenceLeft(long visit) implements CallEvent {}

    /** The far end has acknowledged our answer. */
    record Confirmed() implements CallEvent {}

    /** Something about a party of this call is not as it was. */
    record PartyChanged(long party) implements CallEvent {}

    /** There is news of this call's visit to the call centre. */
    record CentreTold(CentreMail mail) implements CallEvent {}

    /** There is news of what the far end was asked to do. */
    record ReferralTold() implements CallEvent {}

    /** Something is wanted of the talk. */
    record Ordered(TalkOrder<?> order) implements CallEvent {}

    /** Another call of the application wants to talk with this one. */
    record Wanted(Connection connection) implements CallEvent {}

    /** The other call talks with this one no more. */
    record Released(Connection connection) implements CallEvent {}

    /** The one prompt that is waited for is there, or will never be. */
    record PromptReady() implements CallEvent {}

    record TimeUp(long deadline) implements CallEvent {}

    /**
     * A document was sent to the call, to run in place of what runs.
     *
     * @param sender name of the account, for people and logs
     */
    record FlowSent(FlowDocument document, String sender) implements CallEvent {}
}

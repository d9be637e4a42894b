package io.ringflow.media;

/** What a conference tells its owner, in order. Members are named by {@link Membership#id}. */
public sealed interface ConferenceEvent {

    /** A member has begun to talk: some 60 ms of it, so that a click is not told. */
    record TalkingStarted(long member) implements ConferenceEvent {}

    /** A member has been silent for half a second, was muted or has left. Always after a start. */
    record TalkingStopped(long member) implements ConferenceEvent {}

    /** What a member wanted of the floor came to this; only where there is one ({@link ConferenceConfig#floor}). */
    record FloorChanged(long member, FloorChange change) implements ConferenceEvent {}

    /** A member is no longer heard and hears no more. Once per member. */
    record Left(long member) implements ConferenceEvent {}

    /** A playback has ended: played out, or stopped ({@code completed} false). Once per playback. */
    record PlaybackEnded(long playback, boolean completed) implements ConferenceEvent {}

    /** Everybody has left after {@link Conference#close}, or the engine has ended. The last event. */
    record Closed() implements ConferenceEvent {}
}

package io.ringflow.ivr.command;

import org.jspecify.annotations.Nullable;

/**
 * What a command waits for: the first of these ends the wait. Whatever else happens meanwhile is kept, in order, for
 * whoever asks next.
 *
 * @param keys keys that end it
 * @param typing which presses of them count, and whether they are used up
 * @param sound its passes and its end end the wait; null or inaudible: no sound
 * @param deadline null: no deadline
 * @param activity its end ends the wait; null: none
 */
public record Waiting(
        KeySet keys,
        Typing typing,
        @Nullable Sound sound,
        @Nullable Deadline deadline,
        @Nullable Activity activity) {

    /** Which presses of a key count. */
    public enum Typing {
        /** Those before the wait too, oldest first; they are used up. */
        AHEAD,
        /** Those since the sound, or the activity, began; used up. */
        SINCE_SOUND,
        /** Those since the sound began; they stay for the command that collects keys next. */
        SINCE_SOUND_KEPT
    }

    public static Waiting forKeys(KeySet keys, Sound sound, @Nullable Deadline deadline) {
        return new Waiting(keys, Typing.AHEAD, sound, deadline, null);
    }

    public static Waiting forEnd(Sound sound, KeySet stopKeys, Typing typing) {
        return new Waiting(stopKeys, typing, sound, null, null);
    }

    public static Waiting forTime(Deadline deadline) {
        return new Waiting(KeySet.NONE, Typing.AHEAD, null, deadline, null);
    }

    public static Waiting forActivity(Activity activity) {
        return new Waiting(KeySet.NONE, Typing.AHEAD, null, null, activity);
    }

    /** For its end, or for one of these keys, pressed since it began. */
    public static Waiting forActivity(Activity activity, KeySet stopKeys) {
        return new Waiting(stopKeys, Typing.SINCE_SOUND, null, null, activity);
    }
}

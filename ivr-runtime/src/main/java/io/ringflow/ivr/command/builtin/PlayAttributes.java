package io.ringflow.ivr.command.builtin;

import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.CommandInput;
import io.ringflow.ivr.command.Heard;
import io.ringflow.ivr.command.KeySet;
import io.ringflow.ivr.command.Sound;
import io.ringflow.ivr.command.ValueType;
import io.ringflow.ivr.command.Waiting;
import io.ringflow.ivr.command.Waiting.Typing;

/** What the commands that play something have in common: how often, and which keys end it. Stateless. */
final class PlayAttributes {

    static final Attribute<Integer> LOOP = Attribute.of(
            "loop", ValueType.number(-1, 10_000), "1", "times to play it; 0 = not at all, -1 = without end");
    static final Attribute<KeySet> FINISH_KEY =
            Attribute.optional("finishkey", ValueType.KEYS, "keys that end playing");

    private PlayAttributes() {}

    static KeySet finishKeys(CommandInput in) {
        return in.find(FINISH_KEY).orElse(KeySet.NONE);
    }

    /**
     * Waits until it has ended, or a key has ended it: a finish key, which is used up; or, behind an input without keys and
     * if there are no finish keys, any key, which stays (D8).
     *
     * @return whether it was a key
     */
    static boolean awaitEnd(CallControl call, Sound sound, KeySet finishKeys) {
        boolean anyKey = finishKeys.isEmpty() && call.afterInputTimeout();
        var waiting = anyKey
                ? Waiting.forEnd(sound, KeySet.ANY, Typing.SINCE_SOUND_KEPT)
                : Waiting.forEnd(sound, finishKeys, Typing.SINCE_SOUND);
        while (true) {
            switch (call.await(waiting)) {
                case Heard.PassFinished() -> {}
                case Heard.Key _ -> {
                    return true;
                }
                case Heard.SoundEnded(), Heard.TimeUp(), Heard.ActivityEnded() -> {
                    return false;
                }
            }
        }
    }
}

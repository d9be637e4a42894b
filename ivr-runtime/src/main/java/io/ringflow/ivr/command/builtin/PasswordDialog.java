package io.ringflow.ivr.command.builtin;

import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.ConferenceDoor;
import io.ringflow.ivr.command.Deadline;
import io.ringflow.ivr.command.Heard;
import io.ringflow.ivr.command.KeySet;
import io.ringflow.ivr.command.Waiting;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks a caller for the password of a conference, three times at most (flow-protocol 4.1, 10). {@code #} ends the input,
 * so that its length tells nothing. Stateless.
 */
final class PasswordDialog {

    static final int MOST_DIGITS = 16;

    private static final int TRIES = 3;
    private static final String ASKING = "conf-password.wav";
    private static final String ASKING_AGAIN = "conf-password-wrong.wav";
    private static final KeySet END = KeySet.of("#");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private PasswordDialog() {}

    /** @param known what the document says it is: if that is wrong, it was the first try */
    static boolean passed(CallControl call, ConferenceDoor door, Optional<String> known) {
        if (!door.locked()) return true;
        if (known.isPresent() && door.opensWith(known.get())) return true;
        String prompt = known.isPresent() ? ASKING_AGAIN : ASKING;
        for (int tries = known.isPresent() ? 1 : 0; tries < TRIES; tries++) {
            if (door.opensWith(ask(call, prompt))) return true;
            prompt = ASKING_AGAIN;
        }
        return false;
    }

    private static String ask(CallControl call, String prompt) {
        var keys = new StringBuilder();
        @Nullable Deadline deadline = null;
        try (var sound = call.play(prompt, false, 1)) {
            if (!sound.audible()) deadline = call.deadline(PATIENCE);
            while (keys.length() < MOST_DIGITS) {
                switch (call.await(Waiting.forKeys(KeySet.ANY, sound, deadline))) {
                    case Heard.Key(char key) -> {
                        sound.close();
                        if (END.contains(key)) return keys.toString();
                        keys.append(key);
                        if (deadline != null) deadline.close();
                        deadline = call.deadline(PATIENCE);
                    }
                    case Heard.SoundEnded() -> {
                        if (deadline == null) deadline = call.deadline(PATIENCE);
                    }
                    case Heard.TimeUp() -> {
                        return keys.toString();
                    }
                    case Heard.PassFinished(), Heard.ActivityEnded() -> {}
                }
            }
            call.dropTrailing(END);
            return keys.toString();
        } finally {
            if (deadline != null) deadline.close();
        }
    }
}

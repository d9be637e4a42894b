package io.ringflow.ivr.command.builtin;

import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.Party;
import io.ringflow.ivr.command.Prompt;
import io.ringflow.ivr.command.Sound;
import io.ringflow.ivr.command.Waiting;
import java.util.Optional;

/**
 * What the caller hears while somebody is being called: the prompt, or with {@code ringBack} what the far end says, or a
 * tone of ours.
 */
record Ringing(Optional<Prompt> prompt, boolean ringBack) {

    /** Waits until the party can be talked with; false when it can't be reached. */
    boolean untilAnswered(CallControl call, Party party) {
        try (var sound = begun(call, party)) {
            while (true) {
                switch (party.state()) {
                    case TALKING -> {
                        return true;
                    }
                    case OVER -> {
                        return false;
                    }
                    case AUDIBLE -> {
                        if (ringBack) {
                            sound.close();
                            party.connect();
                        }
                    }
                    case CALLED -> {}
                }
                call.await(Waiting.forActivity(party.change()));
            }
        }
    }

    private Sound begun(CallControl call, Party party) {
        if (party.state() == Party.State.OVER) return Sound.NONE;
        if (prompt.isPresent()) return prompt.get().start(call);
        return ringBack ? call.playRingTone() : Sound.NONE;
    }
}

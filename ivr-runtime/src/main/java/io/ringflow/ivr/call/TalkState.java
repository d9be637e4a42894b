package io.ringflow.ivr.call;

import io.ringflow.ivr.call.TalkOperation.Supervision;
import java.util.List;
import java.util.Optional;

/**
 * Who is in a talk beside the caller and whom it talks with, and what they do. Immutable.
 *
 * @param callId of the call that owns it
 * @param held the caller is kept apart, by a hold or by a consultation
 * @param threeWay the consulted one talks with the caller too
 * @param thirds in the order they were called in
 */
public record TalkState(String callId, boolean held, boolean threeWay, List<Third> thirds) {

    public TalkState {
        thirds = List.copyOf(thirds);
    }

    /**
     * Somebody beside the two.
     *
     * @param agentId where it was called as an agent
     * @param supervision empty: it is consulted
     * @param talking it has answered
     */
    public record Third(String number, Optional<String> agentId, Optional<Supervision> supervision, boolean talking) {}
}

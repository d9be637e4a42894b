package io.ringflow.ivr.command.builtin;

import io.ringflow.ivr.command.KeySet;
import io.ringflow.ivr.command.Prompt;
import io.ringflow.ivr.speech.Utterance;
import java.time.Duration;
import java.util.Optional;

/**
 * What a flow wants of a call's time in the call centre (flow-protocol 4.3).
 *
 * @param timeout of one wait
 * @param renewals how many more there may be
 * @param promptVoice heard when one is over
 * @param quitUrl asked when the caller leaves the queue by key
 * @param agentHangupUrl asked when the agent has ended the talk
 * @param userHangupUrl told when the caller has hung up
 * @param answerPrompt heard by the agent when it answers
 * @param record the talk
 * @param callBackKeys with which the caller hangs up and keeps its place
 * @param voice how the place is told
 * @param prompt heard while waiting
 */
record CentreTerms(
        Duration timeout,
        int renewals,
        Optional<String> promptVoice,
        Optional<String> quitUrl,
        Optional<String> agentHangupUrl,
        Optional<String> userHangupUrl,
        Optional<String> answerPrompt,
        boolean record,
        KeySet callBackKeys,
        Utterance voice,
        Optional<Prompt> prompt) {

    /** Nothing in particular, for who comes without {@code EnterCCS}. */
    static CentreTerms of(Optional<String> agentHangupUrl) {
        return new CentreTerms(
                Duration.ZERO,
                0,
                Optional.empty(),
                Optional.empty(),
                agentHangupUrl,
                Optional.empty(),
                Optional.empty(),
                false,
                KeySet.NONE,
                Utterance.of("", "zh-CN"),
                Optional.empty());
    }
}

package io.ringflow.ivr.tool.sim;

import io.ringflow.ivr.application.Application;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The call that is to be simulated.
 *
 * @param hearsOut whether a question is heard once before a key is pressed
 * @param hangUpAfter when the caller hangs up, in the call's time
 * @param prompts directory with the prompts; empty: all exist
 * @param promptLength how long a prompt is taken to be without that directory
 * @param limit when the caller hangs up because it goes on for too long
 * @param party what those do whom the application calls
 * @param speech how long the caller speaks when he is recorded
 * @param showDocuments whether the story holds the answers' text
 * @param onlyFirstAnswer the caller hangs up on the answer to {@code startservice}
 */
public record SimPlan(
        Application application,
        String from,
        String to,
        KeyPlan keys,
        boolean hearsOut,
        Optional<Duration> hangUpAfter,
        Optional<Path> prompts,
        Duration promptLength,
        Duration limit,
        PartyPlan party,
        Duration speech,
        boolean showDocuments,
        boolean onlyFirstAnswer) {

    /** Only what {@code startservice} is answered with. */
    public static SimPlan firstAnswer(Application application, String from, String to) {
        var none = Duration.ofSeconds(1);
        return new SimPlan(
                application,
                from,
                to,
                KeyPlan.none(),
                true,
                Optional.empty(),
                Optional.empty(),
                none,
                Duration.ofHours(1),
                PartyPlan.ANSWERS,
                none,
                false,
                true);
    }
}

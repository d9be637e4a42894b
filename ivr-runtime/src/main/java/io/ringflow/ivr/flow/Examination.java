package io.ringflow.ivr.flow;

import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.command.CommandInput;
import java.util.List;
import java.util.Optional;

/**
 * All that the reader has to say about an answer, for whoever writes one. Immutable.
 *
 * @param document empty exactly when there is an error among the findings
 * @param commands those that could be read, as they stand in the text; those inside others too
 * @param findings in the order of the text
 */
public record Examination(Optional<FlowDocument> document, List<Placed> commands, List<Finding> findings) {

    /**
     * A command and where it stands.
     *
     * @param input what it was made of
     * @param nested whether it stands inside another
     */
    public record Placed(Command command, CommandInput input, boolean nested, int line, int column) {}

    public Examination {
        commands = List.copyOf(commands);
        findings = List.copyOf(findings);
    }
}

package io.ringflow.ivr.tool.sim;

import java.util.List;

/**
 * A simulated call that is over.
 *
 * @param exchanges the questions, in order; {@code stopservice} is not one
 * @param problems what else went wrong
 * @param transcript what happened, line by line
 */
public record SimResult(List<SimExchange> exchanges, List<String> problems, List<String> transcript) {
    public SimResult {
        exchanges = List.copyOf(exchanges);
        problems = List.copyOf(problems);
        transcript = List.copyOf(transcript);
    }

    /** Whether the application did nothing wrong and the script came to its end. */
    public boolean ok() {
        return problems.isEmpty()
                && exchanges.stream().allMatch(exchange -> exchange.failures().isEmpty());
    }
}

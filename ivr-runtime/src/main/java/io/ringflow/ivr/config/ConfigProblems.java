package io.ringflow.ivr.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration does not do: all that is wrong with it, so that one round of editing mends it. */
public final class ConfigProblems extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<ConfigProblem> problems;

    public ConfigProblems(List<ConfigProblem> problems) {
        super(problems.stream()
                .map(problem -> "\n  " + problem)
                .collect(Collectors.joining(
                        "", problems.size() == 1 ? "1 problem:" : problems.size() + " problems:", "")));
        this.problems = List.copyOf(problems);
    }

    public List<ConfigProblem> problems() {
        return problems;
    }
}

package io.ringflow.ivr.flow;

import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.command.builtin.Hangup;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One answer of an application, read: what runs, what runs when that does not call back, and where it goes on
 * (flow-protocol 1.3). Immutable.
 *
 * @param appId content of the {@code Appid} element
 * @param warnings what was ignored, for the call story
 */
public record FlowDocument(
        Optional<String> appId,
        Command main,
        List<Command> secondaries,
        Optional<Command> tail,
        List<String> warnings) {

    public FlowDocument {
        secondaries = List.copyOf(secondaries);
        warnings = List.copyOf(warnings);
    }

    /** One command and nothing else. */
    public static FlowDocument of(Command command) {
        return new FlowDocument(Optional.empty(), command, List.of(), Optional.empty(), List.of());
    }

    /** What an answer without commands means: hang up (flow-protocol 1.3). */
    static FlowDocument hangUp() {
        return new FlowDocument(Optional.empty(), new Hangup(), List.of(), Optional.empty(), List.of());
    }

    FlowDocument withWarnings(List<String> said) {
        return said.isEmpty() ? this : new FlowDocument(appId, main, secondaries, tail, said);
    }

    /** The names of its commands, in order, for logs. */
    public String outline() {
        return Stream.of(Stream.of(main), secondaries.stream(), tail.stream())
                .flatMap(commands -> commands)
                .map(command -> command.spec().element())
                .collect(Collectors.joining(", "));
    }
}

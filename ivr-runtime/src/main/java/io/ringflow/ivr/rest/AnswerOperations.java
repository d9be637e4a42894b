package io.ringflow.ivr.rest;

import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.CommandCatalog;
import io.ringflow.ivr.command.CommandSpec;
import io.ringflow.ivr.command.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The operations that stand in answers, as commands (flow-protocol 1.3, {@code operation}). Immutable. */
public final class AnswerOperations {

    private final Map<String, CommandSpec<?>> specs = new LinkedHashMap<>();
    private final Supplier<OperationServices> services;

    private AnswerOperations(CommandCatalog commands, Supplier<OperationServices> services) {
        this.services = services;
        for (var operation : OperationCatalog.standard().all()) {
            // CreateConf and JoinConf are commands of their own.
            if (commands.find(operation.element()).isEmpty()) specs.put(operation.element(), spec(operation));
        }
    }

    /**
     * All that may stand in an answer.
     *
     * @param services asked for when an operation runs
     */
    public static CommandCatalog catalog(Supplier<OperationServices> services) {
        var commands = CommandCatalog.standard();
        return commands.with(List.copyOf(new AnswerOperations(commands, services).specs.values()));
    }

    /** The same for who only reads answers. */
    public static CommandCatalog catalog() {
        return catalog(() -> {
            throw new IllegalStateException("operations are not run here");
        });
    }

    private CommandSpec<AnswerOperation> spec(OperationSpec operation) {
        return CommandSpec.of(AnswerOperation.class, operation.element(), Role.MAIN)
                .meaning(operation.meaning() + " What follows runs at once.")
                .attributes(operation.attributes().toArray(Attribute<?>[]::new))
                .nests(operation.nests().toArray(String[]::new))
                .build(in -> new AnswerOperation(
                        this, operation.element(), operation.maker().apply(in)));
    }

    CommandSpec<?> spec(String element) {
        var spec = specs.get(element);
        if (spec == null) throw new IllegalArgumentException(element + " is no operation");
        return spec;
    }

    OperationServices services() {
        return services.get();
    }
}

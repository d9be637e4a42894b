package io.ringflow.ivr.tool;

import io.ringflow.ivr.command.CommandSchema;
import io.ringflow.ivr.rest.AnswerOperations;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ringflow flow schema}: the XML Schema of the documents, for editors. */
@Command(name = "schema", description = "Prints the XML Schema of the documents, for editors.%n")
final class SchemaCommand implements Callable<Integer> {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var out = FlowTool.out(spec);
        out.print(CommandSchema.of(AnswerOperations.catalog()));
        out.flush();
        return FlowTool.OK;
    }
}

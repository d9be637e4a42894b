package io.ringflow.ivr.tool;

import io.ringflow.ivr.tool.sim.KeyPlan;
import io.ringflow.ivr.tool.sim.PartyPlan;
import io.ringflow.ivr.tool.sim.SimPlan;
import io.ringflow.ivr.tool.sim.SimResult;
import io.ringflow.ivr.tool.sim.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code ringflow flow sim}: a whole call with an application, in no time and without a phone. */
@Command(
        name = "sim",
        sortOptions = false,
        description = {
            "Calls an application without a phone: asks it what the server would ask, runs its documents by the",
            "server's own code, and shows the conversation. Prompts and waits take no time.",
            "The exit code is 0 when all went well, 1 when the application failed, a document was refused, the call",
            "ran in circles or not every key was asked for; 2 for a mistake on the command line.%n"
        })
final class SimCommand implements Callable<Integer> {

    @Parameters(paramLabel = "URL", description = "The application, as it would be registered.")
    private String url = "";

    @Option(
            names = "--press",
            paramLabel = "KEYS",
            defaultValue = "",
            description = {
                "What the caller presses: 0-9 * # A-D, a comma before the next question, w where he lets one pass;",
                "before a key w hesitates half a second, W a second. Example: --press 1,w,2#"
            })
    private String press = "";

    @Option(
            names = "--digits-file",
            paramLabel = "FILE",
            description = "The same from a file, a line for each question.")
    private @Nullable Path digits;

    @Option(names = "--impatient", description = "The caller presses keys before he has heard the question.")
    private boolean impatient;

    @Option(
            names = "--hangup-after",
            paramLabel = "TIME",
            converter = Time.class,
            description = "The caller hangs up after so much of the call: 5s, 2m.")
    private @Nullable Duration hangUpAfter;

    @Option(
            names = "--prompts",
            paramLabel = "DIR",
            description = "The prompts: one that is missing is a failure. Without it all exist and last 3 s.")
    private @Nullable Path prompts;

    @Option(
            names = "--answer-timeout",
            paramLabel = "TIME",
            defaultValue = "5s",
            converter = Time.class,
            description = "How long the application may take for an answer (default: ${DEFAULT-VALUE}).")
    private Duration answerTimeout = Duration.ofSeconds(5);

    @Option(
            names = "--limit",
            paramLabel = "TIME",
            defaultValue = "60m",
            converter = Time.class,
            description = "A call that lasts longer is a failure (default: ${DEFAULT-VALUE}).")
    private Duration limit = Duration.ofMinutes(60);

    @Option(
            names = "--party",
            paramLabel = "answers|busy|silent",
            defaultValue = "answers",
            description = "What those do whom the application calls (default: ${DEFAULT-VALUE}).")
    private PartyPlan party = PartyPlan.ANSWERS;

    @Option(
            names = "--speaks",
            paramLabel = "TIME",
            defaultValue = "3s",
            converter = Time.class,
            description = "How long the caller speaks when he is recorded (default: ${DEFAULT-VALUE}); 0s: not at all.")
    private Duration speaks = Duration.ofSeconds(3);

    @Option(names = "--xml", description = "Show the documents too.")
    private boolean xml;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write a report that build servers read.")
    private @Nullable Path junit;

    @Mixin
    private ApplicationOptions options = new ApplicationOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var application = options.at(ApplicationAddress.of(url), answerTimeout);
        if (prompts != null && !Files.isDirectory(prompts)) throw new ToolFailure("there is no directory " + prompts);
        var plan = new SimPlan(
                application,
                options.from(),
                options.to(),
                keys(),
                !impatient,
                Optional.ofNullable(hangUpAfter),
                Optional.ofNullable(prompts),
                Duration.ofSeconds(3),
                limit,
                party,
                speaks,
                xml,
                false);
        var out = FlowTool.out(spec);
        out.println();
        out.println("  Calling " + options.to() + " from " + options.from() + ": " + url);
        out.println();
        SimResult result;
        try (var simulation = new Simulation(plan, line -> {
            out.println(line);
            out.flush();
        })) {
            result = simulation.run();
        }
        report(result);
        out.println();
        verdict(result).forEach(line -> out.println("  " + line));
        out.println();
        out.flush();
        return result.ok() ? FlowTool.OK : FlowTool.WRONG;
    }

    private static List<String> verdict(SimResult result) {
        var failures = new ArrayList<String>();
        for (var exchange : result.exchanges()) {
            exchange.failures().forEach(failure -> failures.add(exchange.target() + ": " + failure));
        }
        failures.addAll(result.problems());
        if (failures.isEmpty()) return List.of("All went well.");
        failures.addFirst("It went wrong:");
        return failures;
    }

    private KeyPlan keys() {
        if (digits != null && !press.isEmpty()) throw new ToolFailure("--press or --digits-file, not both");
        try {
            if (digits != null) return KeyPlan.of(Files.readAllLines(digits));
            return press.isEmpty() ? KeyPlan.none() : KeyPlan.of(press);
        } catch (IllegalArgumentException noKey) {
            throw new ToolFailure(String.valueOf(noKey.getMessage()));
        } catch (IOException e) {
            throw new ToolFailure("can not read " + digits + ": " + e.getMessage());
        }
    }

    private void report(SimResult result) {
        if (junit == null) return;
        var report = new JunitReport("flow sim " + url);
        int number = 0;
        for (var exchange : result.exchanges()) {
            report.add(++number + " " + exchange.target(), exchange.took(), exchange.failures(), List.of());
        }
        report.add("the call", Duration.ZERO, result.problems(), result.transcript());
        try {
            Files.writeString(junit, report.xml());
        } catch (IOException e) {
            throw new ToolFailure("can not write " + junit + ": " + e.getMessage());
        }
    }

    /** {@code 500ms}, {@code 5s}, {@code 2m}, or a bare number of seconds. */
    static final class Time implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            var parts = text.strip().split("(?<=\\d)\\s*(?=[a-z])", 2);
            try {
                long number = Long.parseLong(parts[0]);
                var unit = parts.length == 1 ? "s" : parts[1];
                return switch (unit) {
                    case "ms" -> Duration.ofMillis(number);
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    default -> throw new TypeConversionException("a time is 500ms, 5s or 2m, not " + text);
                };
            } catch (NumberFormatException notOne) {
                throw new TypeConversionException("a time is 500ms, 5s or 2m, not " + text);
            }
        }
    }
}

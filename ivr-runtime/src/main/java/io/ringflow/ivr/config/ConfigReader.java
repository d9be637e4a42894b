package io.ringflow.ivr.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValueFactory;
import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.rest.RestSettings;
import io.ringflow.ivr.trunk.Trunk;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration: what the command line says, over {@code ringflow.conf}, over {@code applications.conf}, over
 * the reference in the jar, which documents every key. Finds all problems before it refuses. Pure but for the files.
 */
public final class ConfigReader {

    private static final String ROOT = "ringflow";
    private static final List<String> FILES = List.of("ringflow.conf", "applications.conf");

    private final Map<String, String> environment;
    private final List<ConfigProblem> problems = new ArrayList<>();
    private final Set<String> keys = new TreeSet<>();

    ConfigReader(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Reads a directory.
     *
     * @param directory holds {@code ringflow.conf} and {@code applications.conf}, either of which may be missing; null
     *     for the defaults alone
     * @param overrides keys below {@code ringflow} as paths, such as {@code sip.port}
     * @throws ConfigProblems with everything that is wrong
     */
    public static ServerConfig read(@Nullable Path directory, Map<String, ?> overrides) {
        return new ConfigReader(System.getenv()).readAll(directory, overrides);
    }

    /** Overrides that give every number to one application, whatever the files say. */
    public static Map<String, Object> everyNumberTo(URI application) {
        return Map.of(
                "applications", List.of(Map.of("name", "app", "url", application.toString(), "numbers", List.of("*"))));
    }

    ServerConfig readAll(@Nullable Path directory, Map<String, ?> overrides) {
        Config reference = resolved(reference());
        Config all = ConfigFactory.parseMap(overrides, "command line").atPath(ROOT);
        if (directory != null) {
            for (String file : FILES) all = all.withFallback(parsed(directory.resolve(file)));
        }
        Config whole = resolved(all.withFallback(reference()));
        if (!problems.isEmpty()) throw new ConfigProblems(problems);

        Path files = directory == null ? Path.of("") : directory;
        var findings = new Section.Findings(reference, problems, keys);
        ServerConfig config =
                new Section(whole, "", findings).read(top -> top.section(ROOT, section -> server(section, files)));
        if (!problems.isEmpty()) throw new ConfigProblems(problems);
        return config;
    }

    /** Every key that was asked for, as a path. */
    Set<String> keys() {
        return keys;
    }

    static Config reference() {
        return ConfigFactory.parseResources(ConfigReader.class.getClassLoader(), "reference.conf");
    }

    private static ServerConfig server(Section ringflow, Path files) {
        ringflow.text("demo-url");
        var table = new ApplicationsSection(files);
        List<Application> applications = table.read(ringflow);
        List<Trunk> trunks = new TrunksSection().read(ringflow);
        RestSettings rest = ringflow.section("rest", section -> new RestSection(files, applications).read(section));
        return new ServerConfig(
                TrunksSection.trusting(ringflow.section("sip", SipSection::read), trunks),
                ringflow.section("media", MediaSection::read),
                ringflow.section("http", http -> new HttpListen(http.text("host"), http.number("port", 0, 65_535))),
                rest,
                ringflow.section("flow", FlowSection::read),
                ringflow.section("speech", SpeechSection::read),
                ringflow.section("recordings", RecordingSection::read),
                ringflow.section("conferences", ConferenceSection::read),
                ringflow.section("call-centre", section -> CallCentreSection.read(section, rest.zone())),
                ringflow.section("database", DatabaseSection::read),
                ringflow.section("call-records", DatabaseSection::records),
                ringflow.section("registrar", table.accounts()::settings),
                trunks,
                applications,
                Map.copyOf(table.numbers()),
                Path.of(ringflow.text("data-dir")),
                ringflow.texts("prompt-dirs").stream().map(files::resolve).toList(),
                ringflow.duration("drain", Duration.ZERO, Duration.ofDays(1)));
    }

    private Config parsed(Path file) {
        if (!Files.exists(file)) return ConfigFactory.empty();
        try {
            return ConfigFactory.parseFile(
                    file.toFile(),
                    ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF).setAllowMissing(false));
        } catch (ConfigException e) {
            problems.add(unreadable(e, file.getFileName().toString()));
            return ConfigFactory.empty();
        }
    }

    /** Puts in what the environment says, and takes the environment out again: it is not configuration. */
    private Config resolved(Config config) {
        Config variables =
                ConfigValueFactory.fromMap(environment, "environment").toConfig();
        try {
            ConfigObject whole = config.withFallback(variables)
                    .resolve(ConfigResolveOptions.noSystem())
                    .root();
            for (String variable : environment.keySet()) {
                if (!config.root().containsKey(variable)) whole = whole.withoutKey(variable);
            }
            return whole.toConfig();
        } catch (ConfigException.UnresolvedSubstitution e) {
            problems.add(unreadable(e, "configuration"));
        } catch (ConfigException e) {
            // Its text may hold the whole environment, secrets included.
            problems.add(new ConfigProblem("configuration", "a substitution ${...} can not be resolved"));
        }
        return config;
    }

    private static ConfigProblem unreadable(ConfigException e, String otherwise) {
        var origin = e.origin() != null ? e.origin() : ConfigOriginFactory.newSimple(otherwise);
        String message = String.valueOf(e.getMessage());
        String prefix = origin.description() + ": ";
        return ConfigProblem.at(origin, message.startsWith(prefix) ? message.substring(prefix.length()) : message);
    }
}

package io.ringflow.ivr.app;

import io.ringflow.ivr.config.ConfigProblems;
import io.ringflow.ivr.config.ConfigReader;
import io.ringflow.ivr.config.ServerConfig;
import io.ringflow.ivr.demo.DemoApplication;
import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.SipFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program: reads the command line and the configuration, starts a server, says where it is, stops it on a signal. */
@Command(
        name = "ringflow run",
        description = "Starts the server. Ctrl-C stops it.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Main implements Callable<Integer> {

    private static final int MISUSE = 2;

    @Option(names = "--app", paramLabel = "URL", description = "send every number to the application at this URL")
    private @Nullable URI app;

    @Option(names = "--bind", paramLabel = "ADDR", description = "SIP and RTP address; 0.0.0.0 is every one")
    private @Nullable String bind;

    @Option(names = "--sip-port", paramLabel = "N", description = "SIP port, UDP and TCP (5060); 0 for any free one")
    private @Nullable Integer sipPort;

    @Option(names = "--http-port", paramLabel = "N", description = "port of /health and /metrics (8080); 0 for any")
    private @Nullable Integer httpPort;

    @Option(names = "--conf", paramLabel = "DIR", description = "configuration directory (conf)")
    private @Nullable Path conf;

    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        chooseLogging();
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        java.util.logging.Logger.getLogger("").setLevel(Level.WARNING);
        try (var demo = app == null ? DemoApplication.start() : null) {
            return serve(() -> config(demo), Optional.ofNullable(demo).map(DemoApplication::url));
        } catch (ConfigProblems problems) {
            return complain(String.valueOf(problems.getMessage()));
        } catch (SipFailure | UncheckedIOException | IllegalStateException failure) {
            return complain(String.valueOf(failure.getMessage()));
        }
    }

    /** Before the first logger is made: a logback.xml beside the configuration takes the place of the built-in one. */
    private void chooseLogging() {
        Path directory = conf == null ? Path.of("conf") : conf;
        Path logback = directory.resolve("logback.xml");
        if (Files.exists(logback)) System.setProperty("logback.configurationFile", logback.toString());
    }

    private ServerConfig config(@Nullable DemoApplication demo) {
        var overrides = new HashMap<String, Object>();
        if (bind != null) overrides.put("sip.bind", bind);
        if (sipPort != null) overrides.put("sip.port", sipPort);
        if (httpPort != null) overrides.put("http.port", httpPort);
        if (demo != null) overrides.put("demo-url", demo.url().toString());
        if (app != null) overrides.putAll(ConfigReader.everyNumberTo(app));
        return ConfigReader.read(directory(), overrides);
    }

    private @Nullable Path directory() {
        if (conf == null) return Files.isDirectory(Path.of("conf")) ? Path.of("conf") : null;
        if (!Files.isDirectory(conf)) throw new IllegalStateException("there is no directory " + conf + " (--conf)");
        return conf;
    }

    private Integer serve(Supplier<ServerConfig> reader, Optional<URI> demo) throws InterruptedException {
        var config = reader.get();
        var time = Clockwork.real();
        try (var server = Server.start(config, time)) {
            announce(server, config, demo);
            time.timers().scheduleAtFixedRate(HeapLimit.ofThisProcess(), 1, 1, TimeUnit.SECONDS);
            RestingCarrier.restHalf();
            new Reload(reader, server::applicationsChanged).onSignal();
            new Shutdown(server, config.drain()).await();
            System.out.println("stopped");
            return 0;
        } finally {
            time.timers().shutdownNow();
        }
    }

    private void announce(Server server, ServerConfig config, Optional<URI> demo) {
        long millis = ManagementFactory.getRuntimeMXBean().getUptime();
        String http = config.http().host() + ":" + server.httpPort();
        System.out.printf("%nRingflow is up after %.1f s%n%n", millis / 1000.0);
        for (var line : sipLines(server.sipAddresses()).entrySet()) {
            System.out.printf("  SIP    %s  (%s)%n", line.getKey(), line.getValue());
        }
        System.out.printf("  HTTP   http://%1$s/  health, metrics and calls%n", http);
        server.restPort()
                .ifPresent(port -> System.out.printf(
                        "  REST   %s://%s:%d/2013-12-26/%n",
                        config.rest().tls().isPresent() ? "https" : "http",
                        config.rest().host(),
                        port));
        if (app != null) {
            System.out.printf("  calls  every number goes to %s%n", app);
        } else if (config.applications().stream().noneMatch(one -> demo.equals(Optional.of(one.url())))) {
            config.applications()
                    .forEach(one ->
                            System.out.printf("  calls  to the numbers of %s go to %s%n", one.name(), one.url()));
        } else {
            ListenAddress first = server.sipAddresses().getFirst();
            String at = first.advertisedHost() + (first.port() == 5060 ? "" : ":" + first.port());
            System.out.printf("  dial   sip:100@%1$s, or sip:101@%1$s for Chinese: the demo application%n", at);
            String uri = first.port() == 5060 ? "" : " sip:100@127.0.0.1:" + first.port();
            System.out.printf("  or     ./ringflow call%s --press 1    in another terminal%n", uri);
        }
        System.out.printf("%nCtrl-C stops it.%n%n");
    }

    /** Addresses, each with its transports. */
    private static Map<String, String> sipLines(List<ListenAddress> addresses) {
        var lines = new java.util.LinkedHashMap<String, String>();
        for (ListenAddress address : addresses) {
            lines.merge(
                    "sip:" + address.advertisedHost() + ":" + address.port(),
                    address.transport().parameter(),
                    (a, b) -> a + ", " + b);
        }
        return lines;
    }

    private static int complain(String message) {
        System.err.println("ringflow: " + message);
        return MISUSE;
    }
}

package io.ringflow.bench.measure;

import io.ringflow.bench.peer.NativeCode;
import io.ringflow.bench.peer.NativePeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the benchmarks have in common: a directory of their own, native programs, a table at the end. */
abstract class Bench implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Settings settings = new Settings();

    /** Does the work. Everything it starts has ended when it returns. */
    abstract void measure(Ground ground, Findings findings) throws IOException;

    @Override
    public Integer call() throws IOException {
        var findings = new Findings(spec.name());
        var progress = new Progress(System.err);
        Path directory = Files.createTempDirectory("ringflow-bench");
        try (var speed = ProcessorSpeed.watch()) {
            progress.say("compiling the native programs");
            var ground = new Ground(
                    settings,
                    progress,
                    directory,
                    NativeCode.build("rtppeer", directory.resolve("native")),
                    NativeCode.build("rtploop", directory.resolve("native")));
            measure(ground, findings);
            findings.setting("processor", speed.told());
        } finally {
            delete(directory);
        }
        var out = spec.commandLine().getOut();
        out.print(findings.table());
        out.flush();
        Path json = settings.json();
        if (json != null) findings.write(json);
        return 0;
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }

    /**
     * Where a benchmark stands.
     *
     * @param directory of this run, deleted at its end
     * @param peerProgram the callers' RTP
     * @param loopProgram the bare loop
     */
    record Ground(Settings settings, Progress progress, Path directory, Path peerProgram, Path loopProgram) {

        NativePeer peer(int streams) throws IOException {
            return new NativePeer(peerProgram, streams);
        }

        /** The server with its application's port and further settings. */
        ServerProcess server(int applicationPort, String... further) throws IOException {
            return server(applicationPort, List.of(), further);
        }

        /** The same with more applications, each an object of the configuration. */
        ServerProcess server(int applicationPort, List<String> applications, String... further) throws IOException {
            progress.say("starting the server");
            var all = new ArrayList<>(List.of(further));
            all.addAll(settings.serverSettings());
            Path conf = ServerFiles.write(directory, applicationPort, all, applications);
            return new ServerProcess(
                    ServerProcess.command("io.ringflow.ivr.app.Main", "--conf", conf.toString()), directory);
        }
    }
}

package io.ringflow.bench.peer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The programs in C, compiled by the machine's own compiler when they are needed. Stateless. */
public final class NativeCode {

    private static final List<String> SOURCES = List.of("rtp.h", "tally.h", "rtploop.c", "rtppeer.c");
    private static final int MOST_SECONDS = 60;

    private NativeCode() {}

    /**
     * Compiles one program.
     *
     * @param name {@code rtploop} or {@code rtppeer}
     * @param directory where sources and program go
     * @throws IOException in words for the user, when there is no compiler
     */
    public static Path build(String name, Path directory) throws IOException {
        Files.createDirectories(directory);
        for (String source : SOURCES) extract(source, directory.resolve(source));
        Path program = directory.resolve(name);
        Process gcc;
        try {
            gcc = new ProcessBuilder("gcc", "-O2", "-o", program.toString(), name + ".c")
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new IOException(
                    "gcc is needed for the bare loop and the callers' RTP (Debian: apt-get install gcc)", e);
        }
        String said = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (gcc.waitFor(MOST_SECONDS, TimeUnit.SECONDS) && gcc.exitValue() == 0) return program;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        gcc.destroyForcibly();
        throw new IOException("gcc can't compile " + name + ".c: " + said.strip());
    }

    private static void extract(String source, Path to) throws IOException {
        try (InputStream text = NativeCode.class.getResourceAsStream("/io/ringflow/bench/c/" + source)) {
            if (text == null) throw new IOException(source + " is missing from the class path");
            Files.copy(text, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}

package io.ringflow.bench.measure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The configuration of a measured server: what is documented, on free ports of 127.0.0.1, with the data and the prompts
 * of one run.
 */
final class ServerFiles {

    private static final int RATE = 8_000;
    private static final int SECONDS = 10;
    private static final int SHORT_SECONDS = 2;
    private static final int LEVEL = 8_000;
    private static final int PERIOD = 16;

    private ServerFiles() {}

    /**
     * Writes the configuration directory.
     *
     * @param directory of the run; the configuration becomes {@code conf} below it
     * @param settings further lines, each {@code key = value} below {@code ringflow}
     * @param applications further ones, each an object
     */
    static Path write(Path directory, int applicationPort, List<String> settings, List<String> applications)
            throws IOException {
        Path conf = Files.createDirectories(directory.resolve("conf"));
        Path prompts = Files.createDirectories(conf.resolve("prompts"));
        Files.write(prompts.resolve("prompt.wav"), wav(SECONDS, i -> i % PERIOD < PERIOD / 2 ? LEVEL : -LEVEL));
        Files.write(prompts.resolve("short.wav"), wav(SHORT_SECONDS, i -> i % PERIOD < PERIOD / 2 ? LEVEL : -LEVEL));
        // One octet over and over, so that the callers' RTP can tell one prompt from the other.
        Files.write(prompts.resolve("a.wav"), wav(SECONDS, i -> LEVEL));
        Files.write(prompts.resolve("b.wav"), wav(SECONDS, i -> -LEVEL));
        Files.writeString(conf.resolve("ringflow.conf"), main(directory, settings));
        Files.writeString(conf.resolve("applications.conf"), applications(applicationPort, applications));
        return conf;
    }

    private static String main(Path directory, List<String> settings) {
        var text = new StringBuilder("""
                ringflow.data-dir = "%s"
                ringflow.prompt-dirs = [prompts]
                ringflow.drain = 1 s
                ringflow.sip { bind = "127.0.0.1", port = 0 }
                ringflow.http.port = 0
                """.formatted(directory.resolve("data")));
        for (String setting : settings) text.append("ringflow.").append(setting).append('\n');
        return text.toString();
    }

    private static String applications(int port, List<String> further) {
        var text = new StringBuilder("ringflow.applications = [\n");
        Application.NUMBERS.keySet().forEach(path -> {
            String numbers = IntStream.rangeClosed(0, Application.MORE_NUMBERS)
                    .mapToObj(which -> '"' + Application.number(path, which) + '"')
                    .collect(Collectors.joining(", "));
            text.append("  { name = %s, id = \"%s\", url = \"http://127.0.0.1:%d/%s\", numbers = [%s] }%n"
                    .formatted(path, Application.id(path), port, path, numbers));
        });
        for (String one : further) text.append("  ").append(one).append('\n');
        return text.append("]\n").toString();
    }

    private static byte[] wav(int seconds, IntUnaryOperator sample) {
        int octets = 2 * RATE * seconds;
        var file = ByteBuffer.allocate(44 + octets).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + octets);
        file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        file.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
        file.putShort((short) 2).putShort((short) 16);
        file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(octets);
        for (int i = 0; i < RATE * seconds; i++) file.putShort((short) sample.applyAsInt(i));
        return file.array();
    }
}

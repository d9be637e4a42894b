package io.ringflow.ivr.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.codec.Codec;
import io.ringflow.media.codec.CodecCatalog;
import io.ringflow.testkit.junit.Program;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A codec in a directory of the operator's: the launcher's own command finds it, as docs/codecs.md tells. */
class OwnJarsTest {

    @TempDir
    Path lib;

    /** The operator's. */
    public static final class Own implements Codec {
        @Override
        public String name() {
            return "OWN";
        }

        @Override
        public int clockRate() {
            return 8_000;
        }

        @Override
        public int sampleRate() {
            return 8_000;
        }

        @Override
        public int staticPayloadType() {
            return -1;
        }

        @Override
        public int maxPayloadBytes(int millis) {
            return millis;
        }

        @Override
        public Encoder newEncoder() {
            return (pcm, pcmOffset, samples, payload, payloadOffset) -> 0;
        }

        @Override
        public Decoder newDecoder() {
            return (payload, offset, length, pcm, pcmOffset) -> 0;
        }
    }

    /** A program: the codecs that this process has. */
    public static void main(String[] arguments) {
        System.out.println("codecs: " + CodecCatalog.standard());
    }

    private List<String> launcher() throws IOException, InterruptedException {
        var command = new ProcessBuilder(Path.of("../ringflow").toAbsolutePath().toString(), "options");
        command.environment().put("RINGFLOW_LIB", lib.toString());
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return Program.lines(command);
    }

    private void jar() throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(lib.resolve("own.jar")))) {
            out.putNextEntry(new JarEntry("META-INF/services/" + Codec.class.getName()));
            out.write(Own.class.getName().getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void theLauncherHasTheOperatorsJarsOnTheClassPath() throws IOException, InterruptedException {
        jar();
        List<String> launcher = new ArrayList<>(launcher());
        int path = launcher.indexOf("-cp") + 1;
        assertThat(launcher.get(path)).endsWith(":" + lib + "/*");
        // The tests' own classes in the place of those that are built, and none of the archives of a build.
        launcher.set(path, launcher.get(path) + File.pathSeparator + System.getProperty("java.class.path"));
        launcher.removeIf(option -> option.contains("SharedArchive") || option.contains("AOTCache"));
        launcher.add(OwnJarsTest.class.getName());
        assertThat(String.join("\n", Program.lines(new ProcessBuilder(launcher))))
                .contains(" OWN,");
    }
}

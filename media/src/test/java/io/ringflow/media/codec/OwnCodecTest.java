package io.ringflow.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A codec from somebody's own jar, as docs/codecs.md tells it. */
class OwnCodecTest {
    @TempDir
    private Path folder;

    /** One that never comes to be. */
    private abstract static class Stillborn implements Codec {
        @Override
        public String name() {
            return "ABSENT";
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
            throw new AssertionError("not there");
        }

        @Override
        public Decoder newDecoder() {
            throw new AssertionError("not there");
        }
    }

    /** One whose library is not there. */
    public static final class Absent extends Stillborn {
        public Absent() {
            throw new CodecUnavailable("ABSENT/8000", "libabsent.so.1 is not installed");
        }
    }

    /** One that is broken. */
    public static final class Broken extends Stillborn {
        public Broken() {
            throw new IllegalStateException("a table is missing");
        }
    }

    private CodecCatalog loaded(Class<?>... codecs) throws IOException {
        Path jar = folder.resolve("own.jar");
        StringBuilder names = new StringBuilder();
        for (Class<?> codec : codecs) {
            names.append(codec.getName()).append('\n');
        }
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("META-INF/services/" + Codec.class.getName()));
            out.write(names.toString().getBytes(StandardCharsets.UTF_8));
        }
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, OwnCodecTest.class.getClassLoader())) {
            return CodecCatalog.loaded(loader);
        }
    }

    @Test
    void aCodecOfOnesOwnJarIsOfferedBesideOurs() throws IOException {
        CodecCatalog catalog = loaded(TestCodec.class);
        assertThat(catalog.named(List.of("PCMA", "TEST")))
                .extracting(Codec::key)
                .containsExactly("PCMA", "TEST/16000");
    }

    @Test
    void oneWhoseLibraryIsNotThereIsLeftOutOfWhatIsNamed() throws IOException {
        CodecCatalog catalog = loaded(Absent.class, TestCodec.class);
        assertThat(catalog.named(List.of("ABSENT", "PCMU", "TEST/16000")))
                .extracting(Codec::key)
                .containsExactly("PCMU", "TEST/16000");
        assertThat(catalog.named(List.of("absent/8000", "PCMU"))).hasSize(1);
        assertThatThrownBy(() -> catalog.named(List.of("ABSENT"))).hasMessageContaining("no codec is named");
        assertThatThrownBy(() -> catalog.named(List.of("ABSENTEE"))).hasMessageContaining("unknown codec");
    }

    @Test
    void aBrokenOneDoesNotKeepTheOthersAway() throws IOException {
        CodecCatalog catalog = loaded(Broken.class, TestCodec.class);
        assertThat(catalog.find("TEST")).hasSize(1);
        assertThat(catalog.find("PCMA")).hasSize(1);
    }
}

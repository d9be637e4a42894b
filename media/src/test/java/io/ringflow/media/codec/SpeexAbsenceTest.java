package io.ringflow.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.media.codec.speex.SpeexNarrowBand;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeexAbsenceTest {
    private static final String OURS = SpeexNarrowBand.class.getPackageName();
    private static final String THEIRS = "org.xiph.speex.";

    /** A class path on which JSpeex is not. */
    private static final class WithoutJSpeex extends ClassLoader {
        WithoutJSpeex() {
            super(SpeexAbsenceTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith(THEIRS)) {
                throw new ClassNotFoundException(name);
            }
            Class<?> known = findLoadedClass(name);
            if (known != null || !name.startsWith(OURS)) {
                return known != null ? known : super.loadClass(name, resolve);
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] code = in.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    void withoutTheJarTheCatalogIsTheSameButForSpeex() {
        CodecCatalog without = CodecCatalog.loaded(new WithoutJSpeex());
        assertThat(without.find("speex")).isEmpty();
        assertThat(without.find("opus")).hasSize(1);
        assertThat(without.named(List.of("SPEEX", "PCMA")))
                .extracting(Codec::name)
                .containsExactly("PCMA");
    }

    @Test
    void theReasonNamesWhatToInstall() throws ReflectiveOperationException {
        Class<?> codec = new WithoutJSpeex().loadClass(SpeexNarrowBand.class.getName());
        var constructor = codec.getConstructor();
        assertThatThrownBy(constructor::newInstance)
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .isInstanceOf(CodecUnavailable.class)
                .hasMessageContaining("libjspeex-java");
    }

    @Test
    void withTheJarBothBandsAreOfferedTheWiderFirst() {
        assertThat(CodecCatalog.standard().find("speex"))
                .as("install libjspeex-java (Debian): tests need it")
                .extracting(Codec::key)
                .containsExactly("SPEEX/16000", "SPEEX/8000");
    }
}

package io.ringflow.ivr.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.testkit.time.FakeTime;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each limit to the one: so much is taken, and no more. Threats W1, W3 and W6, to whoever takes requests. */
class RequestLimitsTest {

    private final OperationReader xml = new OperationReader();
    private final JsonOperations json = new JsonOperations();

    @TempDir
    Path dir;

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private OperationRequest read(String body) {
        return xml.read(octets(body), Optional.empty());
    }

    @Test
    void sixtyFourElementsAreTheMost() {
        assertThatCode(() -> read("<Request><Appid>a</Appid><Dial>" + "<a/>".repeat(61) + "</Dial></Request>"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> read("<Request><Appid>a</Appid><Dial>" + "<a/>".repeat(62) + "</Dial></Request>"))
                .hasMessage("More than 64 elements.");
    }

    @Test
    void eightElementsDeepAreTheMost() {
        assertThatCode(() -> read("<Request><Dial>" + "<a>".repeat(6) + "</a>".repeat(6) + "</Dial></Request>"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> read("<Request><Dial>" + "<a>".repeat(7) + "</a>".repeat(7) + "</Dial></Request>"))
                .hasMessageContaining("deep");
    }

    @Test
    void anEntityThatNobodyDeclaredIsNoEmptyText() {
        assertThatThrownBy(() -> read("<Request><Appid>a&x;b</Appid><Dial number='1'/></Request>"))
                .isInstanceOf(RestRefused.class);
        assertThat(read("<Request><Appid>a&amp;b</Appid><Dial number='1'/></Request>")
                        .appId())
                .contains("a&b");
    }

    @Test
    void jsonIsEightDeepAtMost() {
        assertThat(json.read(octets(nested(8)), Optional.empty()).element()).isEqualTo("a");
        assertThatThrownBy(() -> json.read(octets(nested(9)), Optional.empty())).isInstanceOf(RestRefused.class);
    }

    private static String nested(int deep) {
        return "{\"a\":".repeat(deep) + "1" + "}".repeat(deep);
    }

    @Test
    void aBodyThatDripsIsGivenUpWhenItsTimeIsOver() {
        var time = new FakeTime();
        var dripping = new InputStream() {
            @Override
            public int read() {
                time.advance(Duration.ofSeconds(1));
                return ' ';
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                into[offset] = (byte) read();
                return 1;
            }
        };
        var body = new Body(dripping, new Fingerprint("POST", "/"), time);
        assertThatThrownBy(() -> body.whole(1_000, Duration.ofSeconds(10)))
                .isInstanceOfSatisfying(RestRefused.class, refused -> assertThat(refused.error())
                        .isEqualTo(RestError.TOO_SLOW));
    }

    @Test
    void aBodyMayHaveAsManyOctetsAsAreSaid() {
        assertThat(body(10).whole(10, Duration.ofSeconds(10))).hasSize(10);
        assertThatThrownBy(() -> body(11).whole(10, Duration.ofSeconds(10)))
                .isInstanceOfSatisfying(RestRefused.class, refused -> assertThat(refused.error())
                        .isEqualTo(RestError.TOO_LARGE));
    }

    private static Body body(int octets) {
        return new Body(new ByteArrayInputStream(new byte[octets]), new Fingerprint("POST", "/"), new FakeTime());
    }

    @Test
    void aZipHasFiveHundredFilesAtMost() throws IOException {
        assertThat(unpacked(500)).isEqualTo(500);
        assertThatThrownBy(() -> unpacked(501)).hasMessageContaining("more than 500 files");
    }

    @Test
    void aZipHasNoFileTwiceHoweverItIsWritten() {
        assertThatThrownBy(() -> unpacked("a.wav", " a.wav ")).hasMessageContaining("a file twice");
    }

    private int unpacked(int count) throws IOException {
        return unpacked(IntStream.range(0, count).mapToObj(i -> i + ".wav").toArray(String[]::new));
    }

    private int unpacked(String... names) throws IOException {
        Path zip = dir.resolve(names.length + ".zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : names) {
                out.putNextEntry(new ZipEntry(name));
                out.write(1);
            }
        }
        var files = new LinkedHashMap<String, Path>();
        new ZipOfPrompts(() -> Files.createTempFile(dir, "file", "")).unpack(zip, files);
        return files.size();
    }
}

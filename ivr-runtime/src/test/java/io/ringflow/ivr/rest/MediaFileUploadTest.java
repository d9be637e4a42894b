package io.ringflow.ivr.rest;

import static io.ringflow.ivr.rest.SampleRest.APP;
import static io.ringflow.ivr.rest.SampleRest.FOREIGN_APP;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.rtp.Wav;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flow-protocol 8.6, and threats W3 (bombs), W9 (names), W10 (sounds that are none) to whoever takes files. */
class MediaFileUploadTest {

    private static final int MEGABYTE = 1 << 20;

    @TempDir
    Path dir;

    private SampleRest rest;
    private byte[] tone;

    @BeforeEach
    void open() throws IOException {
        rest = new SampleRest(dir);
        Path file = dir.resolve("tone.wav");
        Wav.write(file, Tone.of(440).samples(8_000));
        tone = Files.readAllBytes(file);
    }

    private SampleRest.Ask upload(String name, byte[] body) {
        return rest.ask("calls/mediafileupload")
                .with("appid", APP)
                .with("filename", name)
                .body(body);
    }

    private static byte[] zip(Object... namesAndBytes) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndBytes.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndBytes[i]));
                zip.write((byte[]) namesAndBytes[i + 1]);
            }
        }
        return bytes.toByteArray();
    }

    private void nothingIsLeft() throws IOException {
        assertThat(rest.prompts.of(APP)).isEmpty();
        try (var files = Files.walk(dir.resolve("uploads"))) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    /** Flow protocol 8.6 MediaFileUpload. */
    @Test
    void aWaveIsPublishedForItsApplication() throws IOException {
        var answer = upload(" hello.wav ", tone).answer();
        assertThat(SampleRest.text(answer))
                .startsWith("<?xml")
                .containsPattern("<statusCode>000000</statusCode><downloadUrl>http://rest.example:8883/prompts/" + APP
                        + "/hello.wav\\?expires=[0-9]+&amp;sig=[0-9a-f]{64}</downloadUrl>")
                .contains("<files><file><filename>hello.wav</filename><downloadUrl>http://rest.example:8883/prompts/");
        assertThat(rest.prompts.of(APP)).containsExactly("hello.wav");
        assertThat(rest.prompts.of(FOREIGN_APP)).isEmpty();
        assertThat(dir.resolve("uploads/" + APP + "/hello.wav")).hasBinaryContent(tone);
        try (var incoming = Files.list(dir.resolve("uploads/.incoming"))) {
            assertThat(incoming).isEmpty();
        }
    }

    @Test
    void theNameMayBeChineseOnAnySystem() {
        assertThat(upload("菜单 1.wav", tone).code()).isEqualTo("000000");
        assertThat(rest.prompts.of(APP)).containsExactly("菜单 1.wav");
    }

    /** Flow protocol 8.6 MediaFileUpload. */
    @Test
    void aZipIsPublishedWholeAndAFileReplacesAnotherOfItsName() throws IOException {
        assertThat(upload("a.wav", tone).code()).isEqualTo("000000");
        assertThat(upload("all.zip", zip("a.wav", tone, "b.wav", tone, "c.wav", tone))
                        .code())
                .isEqualTo("000000");
        assertThat(rest.prompts.of(APP)).containsExactly("a.wav", "b.wav", "c.wav");
    }

    @Test
    void oneBadFileOfAZipKeepsAllOut() throws IOException {
        var answer = upload(
                        "all.zip",
                        zip("a.wav", tone, "b.wav", "no sound".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .answer();
        assertThat(answer.statusCode()).isEqualTo("106400");
        assertThat(answer.message().orElseThrow()).startsWith("b.wav can't be played");
        nothingIsLeft();
    }

    @Test
    void whatIsNoSoundIsRefused() throws IOException {
        assertThat(upload("a.wav", new byte[0]).code()).isEqualTo("106400");
        assertThat(upload("a.mp3", new byte[1000]).code()).isEqualTo("106400");
        byte[] noRate = tone.clone();
        noRate[24] = noRate[25] = noRate[26] = noRate[27] = 0;
        assertThat(upload("a.wav", noRate).code()).isEqualTo("106400");
        byte[] noChannel = tone.clone();
        noChannel[22] = 0;
        assertThat(upload("a.wav", noChannel).code()).isEqualTo("106400");
        nothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../a.wav",
                "/etc/a.wav",
                "a/b.wav",
                "a\\b.wav",
                "c:a.wav",
                ".wav",
                ".a.wav",
                "a\u0000.wav",
                "a\n.wav",
                "a.exe",
                "a",
                "a.wav.sh"
            })
    void aNameThatIsMoreThanANameIsRefusedAlsoInAZip(String name) throws IOException {
        assertThat(upload(name, tone).code()).isEqualTo("106401");
        assertThat(upload("all.zip", zip("ok.wav", tone, name, tone)).code()).isIn("106401", "106402");
        nothingIsLeft();
    }

    @Test
    void aNameLongerThanAFileMayHaveIsRefused() {
        assertThat(upload("x".repeat(300) + ".wav", tone).code()).isEqualTo("106401");
    }

    @Test
    void aBombIsNotUnpacked() throws IOException {
        assertThat(upload("bomb.zip", zip("a.wav", new byte[21 * MEGABYTE])).code())
                .isEqualTo("106413");
        byte[] part = new byte[19 * MEGABYTE];
        assertThat(upload(
                                "bomb.zip",
                                zip(
                                        "a.wav", part, "b.wav", part, "c.wav", part, "d.wav", part, "e.wav", part,
                                        "f.wav", part))
                        .code())
                .isEqualTo("106413");
        assertThat(upload("zip.zip", zip("inner.zip", zip("a.wav", tone))).code())
                .isEqualTo("106401");
        nothingIsLeft();
    }

    @Test
    void aZipThatIsNoneOrHasDirectoriesOrIsCutIsRefused() throws IOException {
        assertThat(upload("a.zip", tone).code()).isEqualTo("106402");
        assertThat(upload("a.zip", zip()).code()).isEqualTo("106402");
        assertThat(upload("a.zip", zip("d/", new byte[0])).code()).isEqualTo("106402");
        byte[] whole = zip("a.wav", tone);
        assertThat(upload("a.zip", java.util.Arrays.copyOf(whole, whole.length / 2))
                        .code())
                .isEqualTo("106402");
        nothingIsLeft();
    }

    /** Flow protocol 8.6 MediaFileUpload. */
    @Test
    void moreThanTwentyMegabytesAreNotReceived() throws IOException {
        assertThat(upload("a.wav", new byte[20 * MEGABYTE + 1]).code()).isEqualTo("106413");
        nothingIsLeft();
    }

    @Test
    void anApplicationHasSoMuchSpaceAndNoMore() throws IOException {
        byte[] half = new byte[600_000];
        System.arraycopy(tone, 0, half, 0, tone.length);
        assertThat(upload("a.wav", half).code()).isEqualTo("000000");
        var answer = upload("b.wav", half).answer();
        assertThat(answer.statusCode()).isEqualTo("106507");
        assertThat(upload("a.wav", half.clone()).signedAt("20260301100001").code())
                .isEqualTo("000000");
        assertThat(rest.prompts.of(APP)).containsExactly("a.wav");
    }

    @Test
    void theSameUploadTwiceIsAReplay() {
        assertThat(upload("a.wav", tone).code()).isEqualTo("000000");
        assertThat(upload("a.wav", tone).code()).isEqualTo("111409");
    }

    @Test
    void aForeignApplicationIsNotUploadedTo() throws IOException {
        assertThat(upload("a.wav", tone).with("appid", FOREIGN_APP).code()).isEqualTo("111403");
        assertThat(upload("a.wav", tone).without("appid").code()).isEqualTo("111400");
        assertThat(upload("a.wav", tone).with("appid", "../x").code()).isEqualTo("111403");
        nothingIsLeft();
    }

    @Test
    void whatWasUploadedIsThereAfterARestart() throws IOException {
        assertThat(upload("a.wav", tone).code()).isEqualTo("000000");
        Files.writeString(dir.resolve("uploads/.incoming/received1"), "half of something");
        rest = new SampleRest(dir);
        assertThat(rest.prompts.of(APP)).containsExactly("a.wav");
        assertThat(dir.resolve("uploads/.incoming")).isEmptyDirectory();
    }
}

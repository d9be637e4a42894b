package io.ringflow.ivr.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.ivr.recording.LinkKey.Verdict;
import io.ringflow.testkit.time.FakeTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** D23. */
class RecordingLinksTest {

    private static final Pattern URL =
            Pattern.compile("http://media/recordings/(.*)\\?expires=(.*)&sig=([0-9a-f]{64})");

    private final FakeTime time = new FakeTime();
    private final RecordingId id = RecordingId.random();

    @TempDir
    Path dir;

    private RecordingLinks links() throws IOException {
        return RecordingLinks.open(dir.resolve("key"), Duration.ofHours(1), () -> "http://media", time);
    }

    private static String part(String url, int group) {
        var parts = URL.matcher(url);
        assertThat(parts.matches()).as(url).isTrue();
        return parts.group(group);
    }

    @Test
    void aUrlIsGoodForItsLifetimeAlsoOverARestart() throws IOException {
        var url = links().url(id);
        assertThat(part(url, 1)).isEqualTo(id.text());
        time.advance(Duration.ofHours(1));
        assertThat(links().judge(id, part(url, 2), part(url, 3))).isEqualTo(Verdict.GOOD);
        time.advance(Duration.ofSeconds(1));
        assertThat(links().judge(id, part(url, 2), part(url, 3))).isEqualTo(Verdict.EXPIRED);
    }

    @Test
    void whateverIsChangedInItIsForged() throws IOException {
        var links = links();
        var url = links.url(id);
        var expires = part(url, 2);
        var signature = part(url, 3);
        var later = Long.toString(Long.parseLong(expires) + 3600);
        assertThat(links.judge(id, later, signature)).isEqualTo(Verdict.FORGED);
        assertThat(links.judge(id, "0" + expires, signature)).isEqualTo(Verdict.FORGED);
        assertThat(links.judge(RecordingId.random(), expires, signature)).isEqualTo(Verdict.FORGED);
        for (int i = 0; i < signature.length(); i++) {
            var flipped = new StringBuilder(signature);
            flipped.setCharAt(i, signature.charAt(i) == '0' ? '1' : '0');
            assertThat(links.judge(id, expires, flipped.toString())).isEqualTo(Verdict.FORGED);
        }
        for (var bad : new String[] {"", "x", "-1", "99999999999999999999"}) {
            assertThat(links.judge(id, bad, signature)).isEqualTo(Verdict.FORGED);
            assertThat(links.judge(id, expires, bad)).isEqualTo(Verdict.FORGED);
        }
    }

    @Test
    void anotherServersKeyDoesNotDo() throws IOException {
        var url = links().url(id);
        Files.delete(dir.resolve("key"));
        assertThat(links().judge(id, part(url, 2), part(url, 3))).isEqualTo(Verdict.FORGED);
    }

    @Test
    void theKeyIsForNobodyElseToReadAndABrokenOneIsRefused() throws IOException {
        assertThat(links()).isNotNull();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("key"))))
                .isEqualTo("rw-r-----");
        Files.write(dir.resolve("key"), new byte[3]);
        assertThatThrownBy(this::links).isInstanceOf(IOException.class).hasMessageContaining("no key");
    }
}

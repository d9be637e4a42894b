package io.ringflow.ivr.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.Recorded;
import io.ringflow.media.Recorded.Gap;
import io.ringflow.media.Recorded.Gap.Cause;
import io.ringflow.media.Recorded.Gaps;
import io.ringflow.media.Recorded.Paused;
import io.ringflow.media.Recording.Pause;
import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.rtp.Wav;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written beside a recording. */
class RecordingManifestTest {

    @TempDir
    Path dir;

    private RecordingManifest kept(StoreLab lab, RecordingFormat format, int channels) throws IOException {
        var order = new RecordingOrder("call", StoreLab.APPLICATION, format, channels, false);
        var draft = lab.store.begin(order).orElseThrow();
        lab.time.advance(Duration.ofSeconds(9));
        Wav.write(draft.file(), Tone.of(500).samples(16_000));
        var gaps = new Gaps(
                List.of(
                        new Gap(Duration.ofMillis(200), Duration.ofMillis(100), Cause.DISK),
                        new Gap(Duration.ofMillis(400), Duration.ofMillis(1_000), Cause.NETWORK),
                        new Gap(Duration.ofMillis(1_500), Duration.ofMillis(20), Cause.LOOP)),
                7,
                Duration.ofMillis(9_800));
        var pauses = List.of(
                new Paused(Duration.ofMillis(100), Duration.ofMillis(340), Pause.CUT),
                new Paused(Duration.ofMillis(160), Duration.ofMillis(40), Pause.SILENCE));
        var recorded = new Recorded(
                draft.file(),
                lab.time.instant(),
                Duration.ofSeconds(2),
                Duration.ofMillis(120),
                Recorded.End.LIMIT,
                true,
                pauses,
                gaps,
                Optional.empty());
        return lab.store.manifest(draft.keep(recorded).orElseThrow().id()).orElseThrow();
    }

    @Test
    void itHasAllThatIsKnownAndGapsApartFromPauses() throws IOException {
        var lab = new StoreLab(dir);
        var begun = lab.time.instant();
        var manifest = kept(lab, RecordingFormat.WAV, 2);
        assertThat(manifest.startedAt()).as("not when it ended").isEqualTo(begun);
        assertThat(manifest.durationMillis()).isEqualTo(2_000);
        assertThat(manifest.channels()).isEqualTo(2);
        assertThat(manifest.missingMillis()).isEqualTo(120);
        assertThat(manifest.end()).isEqualTo("max_length");
        assertThat(manifest.gaps())
                .containsExactly(
                        new RecordingManifest.Gap(200, 100, "disk"),
                        new RecordingManifest.Gap(400, 1_000, "network"),
                        new RecordingManifest.Gap(1_500, 20, "loop"));
        assertThat(manifest.gapsUnlisted()).isEqualTo(7);
        assertThat(manifest.lostMillis()).isEqualTo(9_800);
        assertThat(manifest.pauses())
                .containsExactly(
                        new RecordingManifest.Paused(100, 340, "cut"),
                        new RecordingManifest.Paused(160, 40, "silence"));
        assertThat(RecordingManifest.parse(manifest.jsonText())).isEqualTo(manifest);
        assertThat(Files.readString(dir.resolve(manifest.id() + ".json")))
                .contains("\"atMillis\" : 400")
                .contains("\"cause\" : \"network\"");
    }

    @Test
    void oneOfAnOlderServerHasNeitherPausesNorGaps() throws IOException {
        var lab = new StoreLab(dir);
        var manifest = kept(lab, RecordingFormat.WAV, 1);
        var older = manifest.jsonText()
                .replaceAll(",\"pauses\":\\[.*?]", "")
                .replaceAll(",\"gaps\":\\[.*?]", "")
                .replaceAll(",\"(gapsUnlisted|lostMillis)\":\\d+", "");
        assertThat(older).doesNotContain("gaps", "pauses");
        var read = RecordingManifest.parse(older);
        assertThat(read.gaps()).isEmpty();
        assertThat(read.pauses()).isEmpty();
        assertThat(read.gapsUnlisted()).isZero();
        assertThat(read.sha256()).isEqualTo(manifest.sha256());
    }

    @Test
    void theLengthOfAFileFollowsFromItsSize() throws IOException {
        var lab = new StoreLab(dir);
        assertThat(kept(lab, RecordingFormat.WAV, 1).lengthOf(44 + 2 * 8_000)).isEqualTo(Duration.ofSeconds(1));
        assertThat(kept(lab, RecordingFormat.WAV, 2).lengthOf(44 + 4 * 8_000)).isEqualTo(Duration.ofSeconds(1));
        assertThat(kept(lab, RecordingFormat.WAV, 1).lengthOf(44)).isZero();
        assertThat(kept(lab, RecordingFormat.MP3, 1).lengthOf(4_000)).isEqualTo(Duration.ofSeconds(1));
        assertThat(kept(lab, RecordingFormat.MP3, 2).lengthOf(8_000)).isEqualTo(Duration.ofSeconds(1));
    }
}

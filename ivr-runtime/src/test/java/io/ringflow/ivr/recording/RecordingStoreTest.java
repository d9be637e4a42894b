package io.ringflow.ivr.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.media.MediaFailure;
import io.ringflow.media.Recorded.Failure;
import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.rtp.Wav;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** D23. */
class RecordingStoreTest {

    @TempDir
    Path dir;

    /** Threat W18. */
    @Test
    void aKeptRecordingIsAFileAndItsManifestForNobodyElseToRead() throws IOException {
        var lab = new StoreLab(dir);
        var kept = lab.recorded(2);
        assertThat(kept.length()).isEqualTo(Duration.ofSeconds(2));
        assertThat(lab.files()).containsExactly(kept.id() + ".json", kept.id() + ".wav");
        var stored = lab.store.find(kept.id()).orElseThrow();
        assertThat(stored.manifest().bytes()).isEqualTo(Files.size(stored.file()));
        assertThat(stored.manifest().sha256()).isEqualTo(RecordingNames.checksum(stored.file()));
        assertThat(stored.manifest().startedAt()).isEqualTo(lab.time.instant());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve(kept.id() + ".json"))))
                .isEqualTo("rw-r-----");
    }

    @Test
    void idsDoNotRepeat() {
        Set<RecordingId> ids = new HashSet<>();
        for (int i = 0; i < 1_000; i++) ids.add(RecordingId.random());
        assertThat(ids).hasSize(1_000);
    }

    @Test
    void whatNobodySpokeInIsNotKeptUnlessItIsWanted() throws IOException {
        var lab = new StoreLab(dir);
        var silent = lab.store.begin(StoreLab.order()).orElseThrow();
        Wav.write(silent.file(), new short[8_000]);
        assertThat(silent.keep(lab.recorded(silent, 1, false, Optional.empty())))
                .isEmpty();
        assertThat(lab.files()).isEmpty();
        assertThat(lab.told).containsExactly("discarded NOTHING_HEARD");

        var wanted = lab.store
                .begin(new RecordingOrder("room", StoreLab.APPLICATION, RecordingFormat.WAV, 1, true))
                .orElseThrow();
        Wav.write(wanted.file(), new short[8_000]);
        assertThat(wanted.keep(lab.recorded(wanted, 1, false, Optional.empty())))
                .isPresent();
    }

    @Test
    void aFailedRecordingLeavesItsDraftForTheNextStartIfSomethingWasWritten() throws IOException {
        var lab = new StoreLab(dir);
        var notOpened = lab.store.begin(StoreLab.order()).orElseThrow();
        assertThat(notOpened.keep(lab.recorded(notOpened, 0, false, Optional.of(Failure.NOT_OPENED))))
                .isEmpty();
        assertThat(lab.files()).isEmpty();
        var broken = lab.store.begin(StoreLab.order()).orElseThrow();
        assertThat(broken.keep(lab.recorded(broken, 1, true, Optional.of(Failure.NOT_WRITTEN))))
                .isEmpty();
        assertThat(lab.files()).containsExactly(broken.id() + ".draft");
    }

    @Test
    void aFullOrMissingDiskBeginsNothing() throws IOException {
        var full = new StoreLab(dir, StoreLab.settings(1, Long.MAX_VALUE));
        assertThat(full.store.begin(StoreLab.order())).isEmpty();
        assertThat(full.told).containsExactly("discarded NO_SPACE");

        var lab = new StoreLab(dir.resolve("gone"));
        Files.delete(dir.resolve("gone"));
        assertThat(lab.store.begin(StoreLab.order())).isEmpty();
        assertThat(lab.told).containsExactly("discarded DISK");
    }

    /** Threat W18. */
    @Test
    void onlyTheApplicationItBelongsToMayPlayARecording() throws IOException {
        var lab = new StoreLab(dir);
        var kept = lab.recorded(1);
        assertThat(lab.store.clip(StoreLab.APPLICATION, " " + kept.id() + " ").durationMillis())
                .isEqualTo(1_000);
        assertThatThrownBy(() -> lab.store.clip("another", kept.id().text())).isInstanceOf(MediaFailure.class);
    }

    /** Threat W9. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "../secret",
                "..",
                "%2e%2e/secret",
                "/etc/passwd",
                "0123456789abcdef0123456789abcdeF",
                "secret"
            })
    void aNameThatIsNoIdIsNoRecording(String name) throws IOException {
        Files.writeString(dir.resolve("secret.wav"), "not yours");
        var lab = new StoreLab(Files.createDirectories(dir.resolve("recordings")));
        assertThatThrownBy(() -> lab.store.clip(StoreLab.APPLICATION, name)).isInstanceOf(MediaFailure.class);
    }

    @Test
    void whatAKilledServerWasRecordingIsKeptAsFarAsItWent() throws IOException {
        var killed = new StoreLab(dir);
        var draft = killed.store.begin(StoreLab.order()).orElseThrow();
        Path part = dir.resolve(draft.id() + ".wav.part");
        Wav.write(part, Tone.of(500).samples(12_000));
        var never = killed.store.begin(StoreLab.order()).orElseThrow();
        var mp3 = killed.store
                .begin(new RecordingOrder("call-2", StoreLab.APPLICATION, RecordingFormat.MP3, 1, false))
                .orElseThrow();
        Wav.write(dir.resolve(mp3.id() + ".mp3.wav.part"), Tone.of(500).samples(8_000));

        assertThat(new StoreLab(dir).files()).as("killed before it has told").contains(draft.id() + ".json");
        var next = new StoreLab(dir);
        var told = new ArrayList<String>();
        next.store.tellMended((manifest, kept, whenKnown) -> {
            told.add(manifest.id() + " " + kept.end() + " " + kept.seconds());
            whenKnown.run();
        });
        assertThat(told).containsExactlyInAnyOrder(draft.id() + " CRASH 2", mp3.id() + " CRASH 1");
        var mended = next.store.find(draft.id()).orElseThrow().manifest();
        assertThat(mended.call()).isEqualTo("call");
        assertThat(mended.end()).isEqualTo("crash");
        assertThat(mended.durationMillis()).isEqualTo(1_500);
        assertThat(next.store.find(never.id())).isEmpty();
        var unconverted = next.store.find(mp3.id()).orElseThrow();
        assertThat(unconverted.manifest().format()).isEqualTo(RecordingFormat.WAV);
        assertThat(unconverted.manifest().durationMillis()).isEqualTo(1_000);
        assertThat(next.files())
                .containsExactlyInAnyOrderElementsOf(
                        List.of(draft.id() + ".json", draft.id() + ".wav", mp3.id() + ".json", mp3.id() + ".wav"));
        new StoreLab(dir).store.tellMended((manifest, _, _) -> told.add(manifest.id()));
        assertThat(told).hasSize(2);
    }

    @Test
    void whatIsWholeAndNobodyWasToldOfIsToldByEachStartUntilItIsCertain() throws IOException {
        var killed = new StoreLab(dir);
        var kept = killed.recordedAndNotTold(StoreLab.order(), 2);
        assertThat(killed.files()).contains(kept.id() + ".draft");

        var told = new ArrayList<String>();
        new StoreLab(dir).store.tellMended((manifest, _, _) -> told.add("killed before it was certain"));
        var next = new StoreLab(dir);
        next.store.tellMended((manifest, again, whenKnown) -> {
            told.add(manifest.id() + " " + again.end() + " " + again.seconds());
            assertThat(again.url()).contains(manifest.id());
            whenKnown.run();
        });
        new StoreLab(dir).store.tellMended((_, _, _) -> told.add("once more"));
        assertThat(told).containsExactly("killed before it was certain", kept.id() + " STOPPED 2");
        assertThat(next.files()).containsExactly(kept.id() + ".json", kept.id() + ".wav");
        assertThat(next.store.manifest(kept.id()).orElseThrow().end()).isEqualTo("stopped");
    }

    @Test
    void whatItsApplicationWasToldOfIsNotToldAgain() throws IOException {
        new StoreLab(dir).recorded(1);
        new StoreLab(dir).store.tellMended((_, _, _) -> {
            throw new AssertionError("it is known");
        });
    }
}

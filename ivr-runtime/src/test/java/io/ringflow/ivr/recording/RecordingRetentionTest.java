package io.ringflow.ivr.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.rtp.Wav;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings go when they are too old or too many, in a month of virtual time. */
class RecordingRetentionTest {

    @TempDir
    Path dir;

    private RecordingRetention retention(StoreLab lab) {
        var retention = RecordingRetention.start(dir, lab.settings, RecordingArchive.NONE, lab, lab.time, lab.time);
        lab.time.idleWhen(retention::idle);
        lab.time.settle();
        return retention;
    }

    /** Threat W18. */
    @Test
    void aRecordingGoesAtItsAgeAndNotBefore() throws IOException {
        var lab = new StoreLab(dir);
        try (var retention = retention(lab)) {
            var old = lab.recorded(1);
            lab.time.advance(Duration.ofDays(20));
            var young = lab.recorded(1);
            lab.time.advance(Duration.ofDays(10).minusMinutes(1));
            assertThat(lab.store.find(old.id())).isPresent();
            lab.time.advance(Duration.ofMinutes(20));
            assertThat(lab.store.find(old.id())).isEmpty();
            assertThat(lab.store.find(young.id())).isPresent();
            assertThat(lab.files()).containsExactly(young.id() + ".json", young.id() + ".wav");
            assertThat(lab.told).containsExactly("deleted AGE");
            assertThat(retention.bytes()).isEqualTo(16_044);
        }
        assertThat(lab.time.pendingTimers()).isZero();
    }

    @Test
    void theOldestGoWhenAllAreTooLarge() throws IOException {
        var lab = new StoreLab(dir, StoreLab.settings(40_000, 0));
        try (var retention = retention(lab)) {
            var first = lab.recorded(1);
            lab.time.advance(Duration.ofSeconds(1));
            var second = lab.recorded(1);
            lab.time.advance(Duration.ofMinutes(10));
            assertThat(lab.told).isEmpty();
            var third = lab.recorded(1);
            lab.time.advance(Duration.ofMinutes(10));
            assertThat(lab.store.find(first.id())).isEmpty();
            assertThat(lab.store.find(second.id())).isPresent();
            assertThat(lab.store.find(third.id())).isPresent();
            assertThat(lab.told).containsExactly("deleted SIZE");
            assertThat(retention.bytes()).isEqualTo(2 * 16_044);
        }
    }

    @Test
    void whatIsNoRecordingOrNotYetOneStays() throws IOException {
        var lab = new StoreLab(dir);
        var draft = lab.store.begin(StoreLab.order()).orElseThrow();
        for (var name : new String[] {"notes.txt", "mine.wav", draft.id() + ".wav.part"}) {
            lab.touch(Files.writeString(dir.resolve(name), "x"));
        }
        try (var retention = retention(lab)) {
            lab.time.advance(Duration.ofDays(40));
            assertThat(lab.files()).contains("notes.txt", "mine.wav", draft.id() + ".wav.part", draft.id() + ".draft");
            assertThat(retention.bytes()).isZero();
        }
    }

    /** A recording whose sound can't be deleted: a directory that is not empty stands in its place. */
    private KeptRecording stuck(StoreLab lab) throws IOException {
        var kept = lab.recorded(1);
        Path sound = dir.resolve(kept.id() + ".wav");
        Files.delete(sound);
        Files.createDirectories(sound.resolve("in the way"));
        lab.touch(sound);
        return kept;
    }

    @Test
    void ofHalfADeletionNothingIsGivenOutAndTheOthersGoAllTheSame() throws IOException {
        var lab = new StoreLab(dir);
        var stuck = stuck(lab);
        lab.time.advance(Duration.ofSeconds(1));
        var other = lab.recorded(1);
        try (var retention = retention(lab)) {
            lab.time.advance(Duration.ofDays(31));
            assertThat(lab.files()).containsExactly(stuck.id() + ".wav");
            assertThat(lab.store.manifest(other.id())).isEmpty();
            assertThat(lab.told).containsExactly("deleted AGE");
            Files.delete(dir.resolve(stuck.id() + ".wav").resolve("in the way"));
            lab.touch(dir.resolve(stuck.id() + ".wav"));
            lab.time.advance(Duration.ofDays(31));
            assertThat(lab.files()).as("when it can be").isEmpty();
        }
    }

    @Test
    void ofHalfADeletionThatWasAskedForNothingIsGivenOut() throws IOException {
        var lab = new StoreLab(dir);
        var stuck = stuck(lab);
        var manifest = lab.store.manifest(stuck.id());
        assertThat(manifest).as("a directory is no sound").isEmpty();
        var read = RecordingManifest.read(RecordingNames.manifest(dir, stuck.id()));
        assertThatThrownBy(() -> lab.store.delete(read)).isInstanceOf(UncheckedIOException.class);
        assertThat(lab.files()).containsExactly(stuck.id() + ".wav");
        assertThat(lab.told).isEmpty();
    }

    @Test
    void itsAgeCountsFromItsEndAlsoOverARestart() throws IOException {
        var lab = new StoreLab(dir);
        var draft = lab.store.begin(StoreLab.order()).orElseThrow();
        // Ten days of recording.
        lab.time.advance(Duration.ofDays(10));
        Wav.write(draft.file(), Tone.of(500).samples(8_000));
        var kept = draft.keep(lab.recorded(draft, 1, true, Optional.empty())).orElseThrow();
        try (var before = retention(lab)) {
            lab.time.advance(Duration.ofDays(25));
            assertThat(before.bytes()).isEqualTo(16_044);
        }
        try (var after = retention(lab)) {
            assertThat(lab.store.find(kept.id())).isPresent();
            lab.time.advance(Duration.ofDays(5).plusMinutes(20));
            assertThat(lab.store.find(kept.id())).isEmpty();
            assertThat(after.bytes()).isZero();
        }
    }
}

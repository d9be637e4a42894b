package io.ringflow.ivr.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
}

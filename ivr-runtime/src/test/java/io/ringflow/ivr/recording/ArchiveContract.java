package io.ringflow.ivr.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.ivr.database.Database;
import io.ringflow.ivr.recording.archive.ArchiveLab;
import io.ringflow.media.MediaFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an archive keeps to, in whatever database, in days of virtual time. */
abstract class ArchiveContract {

    @TempDir
    Path dir;

    private Database database;
    private StoreLab lab;
    private ArchiveLab archive;

    abstract Database open(Path directory);

    @BeforeEach
    void begin() {
        database = open(dir);
        lab = new StoreLab(dir.resolve("recordings"));
        archive = new ArchiveLab(lab, dir.resolve("recordings"), database);
    }

    @AfterEach
    void end() {
        archive.stop();
        database.close();
    }

    private String key(RecordingId id, String ending) {
        return "shop/2026/01/05/" + id + ending;
    }

    private List<String> uploads(String what) {
        return lab.told.stream().filter(said -> said.equals("uploaded " + what)).toList();
    }

    @Test
    void aKeptRecordingGoesUpWithItsManifestByTheDayItBegan() throws IOException {
        archive.start();
        var kept = lab.recorded(2);
        lab.time.settle();
        assertThat(archive.store.objects).containsOnlyKeys(key(kept.id(), ".json"), key(kept.id(), ".wav"));
        assertThat(archive.store.objects.get(key(kept.id(), ".wav")))
                .isEqualTo(Files.readAllBytes(dir.resolve("recordings").resolve(kept.id() + ".wav")));
        assertThat(archive.running().waiting()).isZero();
        assertThat(lab.told).containsExactly("uploaded STORED");
        lab.time.advance(Duration.ofDays(2));
        assertThat(archive.store.asked).as("it is not touched again").hasValue(2);
    }

    @Test
    void whatAStoreThatIsAwayForHoursDoesNotTakeItGetsThen() throws IOException {
        archive.start();
        archive.store.away = true;
        List<RecordingId> ids = new ArrayList<>();
        for (int i = 0; i < 12; i++) ids.add(lab.recorded(1).id());
        lab.time.advance(Duration.ofHours(8));
        assertThat(archive.running().waiting()).isEqualTo(12);
        assertThat(archive.running().away()).isBetween(Duration.ofHours(8).minusMinutes(1), Duration.ofHours(8));
        assertThat(archive.store.asked.get())
                .as("one at a time, every five minutes: %s", archive.store.asked)
                .isBetween(70, 140);
        archive.store.away = false;
        lab.time.advance(Duration.ofMinutes(7));
        assertThat(archive.store.objects).hasSize(24);
        assertThat(archive.running().waiting()).isZero();
        assertThat(archive.running().away()).isZero();
        assertThat(uploads("STORED")).hasSize(12);
    }

    @Test
    void anotherStartGoesOnWhereAProcessWasKilled() throws IOException {
        archive.start();
        archive.store.away = true;
        var waited = lab.recorded(1);
        lab.time.advance(Duration.ofMinutes(1));
        archive.stop();
        // Kept, and killed before anything of it was written down.
        lab.store.archiveIn(RecordingArchive.NONE);
        var unknown = lab.recorded(1);
        archive.store.away = false;
        archive.start();
        // What has failed until now waits for up to its longest turn.
        lab.time.advance(Duration.ofMinutes(7));
        assertThat(archive.store.objects).containsKeys(key(waited.id(), ".wav"), key(unknown.id(), ".wav"));
        assertThat(archive.running().waiting()).isZero();
    }

    @Test
    void oneThatIsRefusedHoldsUpNoOther() throws IOException {
        archive.store.away = true;
        archive.start();
        var bad = lab.recorded(1);
        archive.store.refused.add(key(bad.id(), ".wav"));
        var good = lab.recorded(1);
        archive.store.away = false;
        lab.time.advance(Duration.ofMinutes(10));
        assertThat(archive.store.objects).containsOnlyKeys(key(good.id(), ".json"), key(good.id(), ".wav"));
        assertThat(archive.running().away()).as("the store is there").isZero();
        assertThat(archive.store.asked).as("times asked").hasValueLessThan(40);
        assertThat(archive.running().waiting()).isEqualTo(1);
        archive.store.refused.clear();
        lab.time.advance(Duration.ofMinutes(7));
        assertThat(archive.store.objects).containsKey(key(bad.id(), ".json"));
    }

    @Test
    void whatWasChangedOnTheDiskIsNotPassedOffAsARecording() throws IOException {
        archive.store.away = true;
        archive.start();
        var changed = lab.recorded(1);
        var gone = lab.recorded(1);
        lab.time.settle();
        Files.write(dir.resolve("recordings").resolve(changed.id() + ".wav"), new byte[16_044]);
        Files.delete(dir.resolve("recordings").resolve(gone.id() + ".wav"));
        archive.store.away = false;
        lab.time.advance(Duration.ofMinutes(10));
        assertThat(archive.store.objects).isEmpty();
        assertThat(uploads("LOST")).hasSize(2);
        assertThat(archive.running().waiting()).isZero();
    }

    @Test
    void whatLiesThereOnlyIsFoundListedGivenOutAndPlayed() throws IOException {
        archive.start();
        try (var retention = RecordingRetention.start(
                dir.resolve("recordings"), lab.settings, archive.running(), lab, lab.time, lab.time)) {
            lab.time.idleWhen(retention::idle);
            var kept = lab.recorded(1);
            byte[] sound = Files.readAllBytes(dir.resolve("recordings").resolve(kept.id() + ".wav"));
            lab.time.advance(Duration.ofDays(1).minusMinutes(1));
            assertThat(lab.files()).hasSize(2);
            lab.time.advance(Duration.ofMinutes(20));
            assertThat(lab.files()).as("after local-for").isEmpty();
            assertThat(lab.told).contains("deleted ARCHIVED");

            assertThat(lab.store.manifest(kept.id()).orElseThrow().durationMillis())
                    .isEqualTo(1_000);
            assertThat(listed(Optional.of(StoreLab.APPLICATION)))
                    .containsExactly(kept.id().text());
            assertThat(listed(Optional.of("another"))).isEmpty();
            try (var source = lab.store.open(kept.id()).orElseThrow();
                    var part = source.read(44, 100)) {
                assertThat(source.bytes()).isEqualTo(sound.length);
                assertThat(part.readAllBytes()).isEqualTo(java.util.Arrays.copyOfRange(sound, 44, 144));
            }
            assertThatThrownBy(() -> lab.store.clip("another", kept.id().text()))
                    .isInstanceOf(MediaFailure.class);
            assertThat(lab.store.clip(StoreLab.APPLICATION, kept.id().text())).isNotNull();
            assertThat(lab.files()).as("brought back to be played").containsExactly(kept.id() + ".wav");
            lab.time.advance(Duration.ofDays(1).plusMinutes(20));
            assertThat(lab.files()).isEmpty();
        }
    }

    private List<String> listed(Optional<String> application) {
        var query = new RecordingQuery(application.map(Set::of), Optional.of("call"), Optional.empty(), 10);
        return lab.store.find(query).stream().map(RecordingManifest::id).toList();
    }

    @Test
    void whatIsDeletedGoesFromTheStoreTooAsSoonAsThatIsThere() throws IOException {
        archive.start();
        var kept = lab.recorded(1);
        lab.time.settle();
        archive.store.away = true;
        lab.store.delete(lab.store.manifest(kept.id()).orElseThrow());
        assertThat(lab.store.manifest(kept.id())).isEmpty();
        assertThat(lab.store.open(kept.id())).isEmpty();
        lab.time.advance(Duration.ofHours(5));
        assertThat(archive.store.objects).hasSize(2);
        archive.stop();
        archive.store.away = false;
        archive.start();
        lab.time.advance(Duration.ofMinutes(7));
        assertThat(archive.store.objects).isEmpty();
        assertThat(uploads("DELETED")).hasSize(1);
    }

    @Test
    void aFullStoreIsToldOnceAndFetchedFromAndWhatIsDeletedThereMakesRoomAtOnce() throws IOException {
        archive.start();
        var stored = new ArrayList<KeptRecording>();
        for (int i = 0; i < 3; i++) stored.add(lab.recorded(1));
        lab.time.settle();
        archive.store.full = true;
        var waiting = new ArrayList<KeptRecording>();
        for (int i = 0; i < 12; i++) waiting.add(lab.recorded(1));
        lab.time.advance(Duration.ofHours(2));
        assertThat(archive.running().away()).isGreaterThan(Duration.ofMinutes(119));
        assertThat(archive.running().waiting()).isEqualTo(12);
        assertThat(archive.store.objects).hasSize(6);
        for (String file : lab.files()) {
            if (file.startsWith(stored.getFirst().id().text()))
                Files.delete(dir.resolve("recordings").resolve(file));
        }
        try (var source = lab.store.open(stored.getFirst().id()).orElseThrow();
                var sound = source.read(0, 100)) {
            assertThat(sound.readAllBytes()).hasSize(100);
        }

        for (var one : stored) lab.store.delete(lab.store.manifest(one.id()).orElseThrow());
        // The next try is due within six minutes; that of a row behind twelve others would be an hour away.
        lab.time.advance(Duration.ofMinutes(7));
        assertThat(archive.store.objects).as("all three").isEmpty();
        assertThat(archive.running().away()).as("it still takes nothing").isGreaterThan(Duration.ofHours(2));

        archive.store.full = false;
        lab.time.advance(Duration.ofMinutes(13));
        assertThat(archive.store.objects).hasSize(24);
        assertThat(archive.running().waiting()).isZero();
        assertThat(archive.running().away()).isZero();
    }

    @Test
    void aStoreThatIsBackAndOnlyHadToDeleteIsThere() throws IOException {
        archive.start();
        var kept = lab.recorded(1);
        lab.time.settle();
        archive.store.away = true;
        lab.store.delete(lab.store.manifest(kept.id()).orElseThrow());
        lab.time.advance(Duration.ofHours(1));
        assertThat(archive.running().away()).isPositive();
        archive.store.away = false;
        lab.time.advance(Duration.ofMinutes(7));
        assertThat(archive.store.objects).isEmpty();
        assertThat(archive.running().away()).isZero();
    }

    @Test
    void atItsAgeARecordingGoesFromTheStore() throws IOException {
        archive.keepFor(Duration.ofDays(3));
        archive.start();
        var old = lab.recorded(1);
        lab.time.advance(Duration.ofDays(2));
        var young = lab.recorded(1);
        lab.time.advance(Duration.ofDays(1).minusHours(1));
        assertThat(archive.store.objects).containsKey(key(old.id(), ".wav"));
        lab.time.advance(Duration.ofHours(2));
        assertThat(archive.store.objects).hasSize(2).doesNotContainKey(key(old.id(), ".wav"));
        assertThat(lab.store.manifest(young.id())).isPresent();
    }

    @Test
    void whatARuleOfTheBucketDeletedIsForgotten() throws IOException {
        archive.start();
        var kept = lab.recorded(1);
        lab.time.settle();
        for (String file : lab.files()) Files.delete(dir.resolve("recordings").resolve(file));
        archive.store.objects.clear();
        try (var source = lab.store.open(kept.id()).orElseThrow()) {
            assertThatThrownBy(() -> source.read(0, 10)).isInstanceOf(java.nio.file.NoSuchFileException.class);
        }
        assertThat(lab.store.open(kept.id())).isEmpty();
    }

    @Test
    void onAFullDiskWhatLiesElsewhereTooGoesFirst() throws IOException {
        archive.store.away = true;
        archive.start();
        var waiting = lab.recorded(1);
        lab.time.advance(Duration.ofMinutes(1));
        archive.store.refused.add(key(waiting.id(), ".wav"));
        archive.store.away = false;
        lab.time.advance(Duration.ofMinutes(10));
        var stored = lab.recorded(1);
        lab.time.settle();
        var small = StoreLab.settings(20_000, 0);
        try (var retention = RecordingRetention.start(
                dir.resolve("recordings"), small, archive.running(), lab, lab.time, lab.time)) {
            lab.time.idleWhen(retention::idle);
            lab.time.settle();
            assertThat(lab.store.find(waiting.id()))
                    .as("the older one, here only")
                    .isPresent();
            assertThat(lab.store.find(stored.id())).isEmpty();
        }
    }
}

package io.ringflow.media.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.media.Clip;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaFailure.Kind;
import io.ringflow.media.Spectrum;
import io.ringflow.media.codec.Pcma;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptStoreTest {
    private static final int SECOND_BYTES = 16_000;

    @TempDir
    private Path folder;

    private Path own;
    private Path standard;
    private Instant now = Instant.parse("2025-01-01T00:00:00Z");
    private PromptStore store;

    @BeforeEach
    void folders() throws IOException {
        own = Files.createDirectories(folder.resolve("own"));
        standard = Files.createDirectories(folder.resolve("standard/en"));
        standard = standard.getParent();
        store = new PromptStore(List.of(own, standard), 1_000_000, () -> now);
    }

    /** A second of this tone. */
    private static void write(Path file, double frequency) throws IOException {
        Files.write(file, WavFile.pcm16(8_000, 1, WavFile.tone(8_000, frequency, 1_000)));
    }

    private static double level(Clip clip, double frequency) {
        short[] pcm = clip.pcm(8_000);
        return Spectrum.amplitude(pcm, 0, pcm.length, 8_000, frequency);
    }

    private void assertFails(String name, Kind kind) {
        assertThatThrownBy(() -> store.load(name)).isInstanceOfSatisfying(MediaFailure.class, e -> assertThat(e.kind())
                .isEqualTo(kind));
    }

    @Test
    void aPromptIsFoundByItsTrimmedNameAlsoInSubFolders() throws IOException {
        write(standard.resolve("en/menu.wav"), 500);
        Clip clip = store.load(" en/menu.wav\n");
        assertThat(clip.name()).isEqualTo("en/menu.wav");
        assertThat(clip.durationMillis()).isEqualTo(1_000);
        assertThat(level(clip, 500)).isGreaterThan(9_000);
        assertThat(store.load("en/menu.wav")).isSameAs(clip);
    }

    @Test
    void theFirstFolderWins() throws IOException {
        write(standard.resolve("menu.wav"), 500);
        write(own.resolve("menu.wav"), 800);
        assertThat(level(store.load("menu.wav"), 800)).isGreaterThan(9_000);
    }

    @Test
    void anMp3IsKnownByItsContentNotByItsName() throws IOException {
        Files.write(own.resolve("tone.wav"), Mp3ReaderTest.tone());
        assertThat(level(store.load("tone.wav"), 1_004)).isGreaterThan(8_000);
    }

    /** Threat W9. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "none.wav",
                "../secret.wav",
                "en/../../secret.wav",
                "./menu.wav",
                "en//menu.wav",
                "/menu.wav",
                "menu.wav/",
                "en",
                "menu.wav\0.mp3",
                "..\\secret.wav",
                "C:menu.wav",
                "%2e%2e/secret.wav",
                "en/.",
                "menu.wav:stream",
                "en/menu\n.wav"
            })
    void namesThatAreNotThereOrTryToGetOutAreNoPrompts(String name) throws IOException {
        write(folder.resolve("secret.wav"), 500);
        write(own.resolve("menu.wav"), 500);
        write(standard.resolve("en/menu.wav"), 500);
        assertFails(name, Kind.NO_SUCH_PROMPT);
    }

    @Test
    void anEndlessNameIsNoPrompt() {
        assertFails("a".repeat(100_000), Kind.NO_SUCH_PROMPT);
    }

    /** Threat W9. */
    @Test
    void aLinkOutOfTheFolderIsNoPromptButOneInsideIs() throws IOException {
        write(folder.resolve("secret.wav"), 500);
        write(own.resolve("menu.wav"), 500);
        Files.createSymbolicLink(own.resolve("out.wav"), folder.resolve("secret.wav"));
        Files.createSymbolicLink(own.resolve("in.wav"), own.resolve("menu.wav"));
        Files.createSymbolicLink(own.resolve("up"), folder);
        assertFails("out.wav", Kind.NO_SUCH_PROMPT);
        assertFails("up/secret.wav", Kind.NO_SUCH_PROMPT);
        assertThat(store.load("in.wav").durationMillis()).isEqualTo(1_000);
    }

    @Test
    void whatIsNoSoundIsABadPromptUntilItChanges() throws IOException {
        Files.writeString(own.resolve("menu.wav"), "hello");
        assertFails("menu.wav", Kind.BAD_PROMPT);
        assertFails("menu.wav", Kind.BAD_PROMPT);
        assertThat(store.decodings()).isEqualTo(1);
        write(own.resolve("menu.wav"), 500);
        now = now.plusSeconds(2);
        assertThat(store.load("menu.wav").durationMillis()).isEqualTo(1_000);
    }

    /** Threat W10. */
    @Test
    void aHugeFileIsABadPrompt() throws IOException {
        try (var file = new java.io.RandomAccessFile(own.resolve("menu.wav").toFile(), "rw")) {
            file.setLength(PromptStore.MAX_FILE_BYTES + 1L);
        }
        assertFails("menu.wav", Kind.BAD_PROMPT);
    }

    @Test
    void aChangedFileIsReadAgainButLookedAtOnceASecondOnly() throws IOException {
        write(own.resolve("menu.wav"), 500);
        Clip old = store.load("menu.wav");
        write(own.resolve("menu.wav"), 800);
        Files.setLastModifiedTime(own.resolve("menu.wav"), FileTime.from(now.plusSeconds(3_600)));
        assertThat(store.load("menu.wav")).isSameAs(old);
        now = now.plusMillis(1_001);
        assertThat(level(store.load("menu.wav"), 800)).isGreaterThan(9_000);
    }

    @Test
    void aFileThatIsGoneIsNoPromptASecondLater() throws IOException {
        write(own.resolve("menu.wav"), 500);
        store.load("menu.wav");
        Files.delete(own.resolve("menu.wav"));
        now = now.plusMillis(1_001);
        assertFails("menu.wav", Kind.NO_SUCH_PROMPT);
    }

    /** A prompt that is missing is missing for every call. */
    @Test
    void whatIsNotThereIsLookedForOnceASecondOnly() throws IOException {
        assertFails("menu.wav", Kind.NO_SUCH_PROMPT);
        write(own.resolve("menu.wav"), 500);
        now = now.plusMillis(999);
        assertFails("menu.wav", Kind.NO_SUCH_PROMPT);
        now = now.plusMillis(1);
        assertThat(store.load("menu.wav").durationMillis()).isEqualTo(1_000);
    }

    @Test
    void whatIsNotThereIsThereAsSoonAsThatIsTold() throws IOException {
        assertFails("menu.wav", Kind.NO_SUCH_PROMPT);
        write(own.resolve("menu.wav"), 500);
        store.forget("menu.wav");
        assertThat(store.load("menu.wav").durationMillis()).isEqualTo(1_000);
    }

    /** An upload between the look at the disk and what is remembered of it. */
    @Test
    void whatCameWhileItWasLookedForIsThere() throws IOException {
        List<Runnable> looks = new ArrayList<>();
        store = new PromptStore(List.of(own), 1_000_000, () -> {
            // asked for the time first on looking at the disk, next on remembering what came of it
            if (!looks.isEmpty()) looks.removeFirst().run();
            return now;
        });
        looks.add(() -> {});
        looks.add(() -> store.forget("menu.wav"));
        assertFails("menu.wav", Kind.NO_SUCH_PROMPT);
        assertThat(looks).isEmpty();
        write(own.resolve("menu.wav"), 500);
        assertThat(store.load("menu.wav").durationMillis()).isEqualTo(1_000);
    }

    @Test
    void aHundredCallsAtOnceShareOneDecoding() throws Exception {
        store = new PromptStore(List.of(own), 100_000_000, () -> now);
        // long enough that all ask while it is being decoded
        Files.write(own.resolve("menu.wav"), WavFile.pcm16(48_000, 1, WavFile.tone(48_000, 500, 40_000)));
        Set<Clip> clips = Collections.newSetFromMap(new IdentityHashMap<>());
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Clip>> calls = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                calls.add(threads.submit(() -> {
                    start.await();
                    return store.load("menu.wav");
                }));
            }
            start.countDown();
            for (Future<Clip> call : calls) {
                clips.add(call.get());
            }
        }
        assertThat(clips).hasSize(1);
        assertThat(store.decodings()).isEqualTo(1);
    }

    @Test
    void theMemoryIsBoundedAndThePromptsUsedLongestAgoGoFirst() throws IOException {
        store = new PromptStore(List.of(own), 3 * SECOND_BYTES, () -> now);
        for (String name : List.of("a", "b", "c", "d")) {
            write(own.resolve(name), 500);
        }
        Clip a = store.load("a");
        Clip b = store.load("b");
        store.load("c");
        assertThat(store.load("a")).isSameAs(a);
        store.load("d");
        assertThat(store.weight()).isEqualTo(3 * SECOND_BYTES);
        assertThat(store.load("a")).isSameAs(a);
        assertThat(store.load("b")).isNotSameAs(b);
    }

    @Test
    void payloadsCountToo() throws IOException {
        store = new PromptStore(List.of(own), 2 * SECOND_BYTES, () -> now);
        write(own.resolve("a"), 500);
        write(own.resolve("b"), 500);
        store.load("a");
        long payload = store.load("b").encoded(new Pcma(), 20).weight();
        assertThat(payload).isGreaterThanOrEqualTo(SECOND_BYTES / 2);
        assertThat(store.weight()).isEqualTo(SECOND_BYTES + payload);
    }

    @Test
    void anInterruptedCallerStillGetsItsPromptAndSpoilsNone() throws IOException {
        write(own.resolve("menu.wav"), 500);
        Thread.currentThread().interrupt();
        try {
            assertThat(store.load("menu.wav").durationMillis()).isEqualTo(1_000);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}

package io.ringflow.ivr.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ringflow.ivr.speech.SpeechFailure.Kind;
import io.ringflow.ivr.speech.SpeechObserver.Source;
import io.ringflow.media.Clip;
import io.ringflow.testkit.time.FakeTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeechStoreTest {

    private static final Utterance HELLO = Utterance.of("hello", "en-US");

    @TempDir
    Path dir;

    private final FakeTime time = new FakeTime(() -> true);
    private final FakeEngine engine = new FakeEngine();
    private final Facts facts = new Facts();

    private static final class Facts implements SpeechObserver {
        final List<String> told = new CopyOnWriteArrayList<>();

        @Override
        public void wanted(Source source) {
            told.add(source.name());
        }

        @Override
        public void synthesised(long nanos) {
            told.add("ok");
        }

        @Override
        public void failed(Kind kind, long nanos) {
            told.add(kind.name());
        }

        @Override
        public void corrupt() {
            told.add("corrupt");
        }
    }

    @Test
    void aTextIsMadeOnceAndThenComesFromMemory() {
        var store = store();
        var first = soon(store.say(HELLO));
        assertThat(soon(store.say(HELLO))).isSameAs(first);
        assertThat(first.pcm(16_000)).hasSize(5_000).containsOnly(5);
        assertThat(engine.spoken).containsExactly(HELLO);
        assertThat(facts.told).containsExactly("SYNTHESIS", "ok", "MEMORY");
    }

    @Test
    void aHundredCallsAtOnceHaveItMadeOnce() {
        engine.holding();
        var store = store();
        var all = new ArrayList<CompletableFuture<Clip>>();
        for (int i = 0; i < 100; i++)
            all.add(CompletableFuture.supplyAsync(() -> store.say(HELLO)).thenCompose(sound -> sound));
        engine.release(100);
        all.forEach(SpeechStoreTest::soon);
        assertThat(engine.spoken).hasSize(1);
        assertThat(all.stream().map(SpeechStoreTest::soon).distinct()).hasSize(1);
    }

    @Test
    void askingNeverWaits() {
        engine.holding();
        var store = store();
        var sound = store.say(HELLO);
        assertThat(sound).isNotDone();
        assertThat(store.idle()).isFalse();
        engine.release(1);
        soon(sound);
    }

    @Test
    void whatWasMadeBeforeARestartComesFromDisk() {
        var sound = soon(store().say(HELLO)).pcm(16_000);
        var again = soon(store().say(HELLO));
        assertThat(again.pcm(16_000)).isEqualTo(sound);
        assertThat(engine.spoken).hasSize(1);
        assertThat(facts.told).containsExactly("SYNTHESIS", "ok", "DISK");
    }

    @Test
    void everythingThatChangesTheSoundIsPartOfTheKey() {
        var store = store();
        var texts = List.of(
                HELLO,
                HELLO.saying("hello!"),
                new Utterance("hello", "en-GB", "", 0, 0, 0, true),
                new Utterance("hello", "en-US", "v", 0, 0, 0, true),
                new Utterance("hello", "en-US", "", 1, 0, 0, true),
                new Utterance("hello", "en-US", "", 0, 1, 0, true),
                new Utterance("hello", "en-US", "", 0, 0, 1, true));
        texts.forEach(text -> soon(store.say(text)));
        assertThat(engine.spoken).containsExactlyElementsOf(texts);
        engine.fingerprint = "another model";
        soon(store.say(HELLO));
        assertThat(engine.spoken).hasSize(texts.size() + 1);
    }

    @Test
    void aFileThatIsNotAsItWasWrittenIsMadeAnew() throws IOException {
        soon(store().say(HELLO));
        var file = files().getFirst();
        var bytes = Files.readAllBytes(file);
        for (int spoilt : new int[] {0, 25, 100, bytes.length - 1}) {
            var bad = bytes.clone();
            bad[spoilt] ^= 1;
            Files.write(file, bad);
            assertThat(soon(store().say(HELLO)).pcm(16_000)).hasSize(5_000).containsOnly(5);
            assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
        }
        for (int length : new int[] {0, 10, 57, bytes.length - 2}) {
            Files.write(file, java.util.Arrays.copyOf(bytes, length));
            assertThat(soon(store().say(HELLO)).pcm(16_000)).hasSize(5_000).containsOnly(5);
        }
        assertThat(engine.spoken).hasSize(9);
        assertThat(facts.told.stream().filter("corrupt"::equals)).hasSize(8);
    }

    @Test
    void aFileThatIsGoneIsMadeAnew() throws IOException {
        var store = store(settings(0, 1 << 20));
        soon(store.say(HELLO));
        Files.delete(files().getFirst());
        soon(store.say(HELLO));
        assertThat(engine.spoken).hasSize(2);
    }

    @Test
    void whatWasUsedLongestAgoGoesFirstAlsoOverARestart() throws IOException {
        // 10 000 bytes of sound each, and 56 around them: two have room
        var settings = settings(0, 21_000);
        var store = store(settings);
        var texts = List.of(HELLO, HELLO.saying("world"), HELLO.saying("third"));
        soon(store.say(texts.get(0)));
        time.advance(Duration.ofHours(2));
        soon(store.say(texts.get(1)));
        time.advance(Duration.ofHours(2));
        soon(store.say(texts.get(0)));
        store = store(settings);
        soon(store.say(texts.get(2)));
        assertThat(store.bytesOnDisk()).isEqualTo(2 * 10_056);
        assertThat(files()).hasSize(2);
        facts.told.clear();
        soon(store.say(texts.get(0)));
        soon(store.say(texts.get(1)));
        assertThat(facts.told).containsExactly("DISK", "SYNTHESIS", "ok");
    }

    @Test
    void whatIsLargerThanTheCacheIsHeardAndNotKept() throws IOException {
        var store = store(settings(1 << 20, 5_000));
        assertThat(soon(store.say(HELLO)).durationMillis()).isEqualTo(312);
        assertThat(files()).isEmpty();
    }

    @Test
    void aDiskThatTakesNothingCostsNobodyHisText() throws IOException {
        var store = store();
        var key = SpeechKey.of("fake", HELLO).hex();
        Files.writeString(dir.resolve(key.substring(0, 2)), "a file where a directory should be");
        assertThat(soon(store.say(HELLO)).durationMillis()).isEqualTo(312);
    }

    @Test
    void whatAKilledProcessLeftHalfWrittenIsRemoved() throws IOException {
        Files.createDirectories(dir.resolve("ab"));
        Files.writeString(dir.resolve("ab/" + "ab".repeat(32) + ".wav.1.part"), "half");
        store();
        assertThat(files()).isEmpty();
    }

    @Test
    void aFailureIsToldToAllAndNotKept() {
        var store = store();
        engine.failure = new SpeechFailure(Kind.BUSY, "too much to say");
        assertThat(refused(store.say(HELLO))).isEqualTo(Kind.BUSY);
        engine.failure = new IllegalStateException("a bug");
        assertThat(refused(store.say(HELLO))).isEqualTo(Kind.FAILED);
        engine.failure = null;
        soon(store.say(HELLO));
        assertThat(facts.told).containsExactly("SYNTHESIS", "BUSY", "SYNTHESIS", "FAILED", "SYNTHESIS", "ok");
    }

    @Test
    void anEngineThatIsSilentThreeTimesIsLeftAloneForTenSeconds() {
        var store = store();
        for (var kind : List.of(Kind.CONNECT, Kind.REFUSED, Kind.TIMEOUT, Kind.CONNECT)) {
            engine.failure = new SpeechFailure(kind, "no");
            assertThat(refused(store.say(HELLO))).isEqualTo(kind);
        }
        assertThat(refused(store.say(HELLO))).isEqualTo(Kind.UNAVAILABLE);
        assertThat(engine.spoken).hasSize(4);
        time.advance(Duration.ofSeconds(10));
        assertThat(refused(store.say(HELLO))).isEqualTo(Kind.CONNECT);
        assertThat(refused(store.say(HELLO))).isEqualTo(Kind.UNAVAILABLE);
        time.advance(Duration.ofSeconds(10));
        engine.failure = null;
        soon(store.say(HELLO));
        engine.failure = new SpeechFailure(Kind.TIMEOUT, "no");
        for (int i = 0; i < 3; i++) {
            assertThat(refused(store.say(HELLO.saying("other")))).isEqualTo(Kind.TIMEOUT);
        }
    }

    @Test
    void aTextWithoutSoundAndOneWithTooMuchAreRefused() {
        var store = store();
        assertThat(refused(store.say(HELLO.saying("")))).isEqualTo(Kind.BAD_SOUND);
        assertThat(refused(store.say(HELLO.saying("x".repeat(200))))).isEqualTo(Kind.TOO_LONG);
    }

    @Test
    void soManyAreMadeAtOnceAndSoManyMayWait() {
        engine.holding();
        var store = store();
        var sounds = new ArrayList<CompletableFuture<Clip>>();
        for (int i = 1; i <= 5; i++) sounds.add(store.say(HELLO.saying("x".repeat(i))));
        assertThat(refused(store.say(HELLO))).isEqualTo(Kind.BUSY);
        engine.awaitBegun(2);
        engine.release(5);
        sounds.forEach(SpeechStoreTest::soon);
        assertThat(engine.mostAtOnce.get()).isEqualTo(2);
    }

    private SpeechStore store() {
        return store(settings(1 << 20, 1 << 20));
    }

    private SpeechStore store(SpeechSettings settings) {
        return SpeechStore.open(engine, settings, dir, facts, time);
    }

    /** Two at once, three may wait, ten seconds of sound at most. */
    private static SpeechSettings settings(int memory, long cache) {
        var usual = SpeechSettings.defaults();
        return new SpeechSettings(
                "fake",
                Duration.ofSeconds(60),
                2,
                3,
                Duration.ofSeconds(10),
                memory,
                cache,
                usual.espeak(),
                usual.http());
    }

    private List<Path> files() throws IOException {
        try (var walk = Files.walk(dir)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }

    private static Kind refused(CompletableFuture<Clip> sound) {
        var thrown = catchThrowable(() -> soon(sound));
        assertThat(thrown).isInstanceOf(SpeechFailure.class);
        return ((SpeechFailure) thrown).kind();
    }

    private static Clip soon(CompletableFuture<Clip> sound) {
        try {
            return sound.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | CompletionException e) {
            throw (RuntimeException) e.getCause();
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}

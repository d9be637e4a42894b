package io.ringflow.ivr.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.ivr.event.Event.Subject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventFeedTest {

    private static final EventLimits LIMITS = new EventLimits(3, 2, 2, Duration.ofMillis(20));

    private static final String WHOLE = "{\"at\":\"1970-01-01T00:00:00.036Z\",\"complete\":true}";
    private static final String NOT_WHOLE = WHOLE.replace("true", "false");

    private final Facts facts = new Facts();
    private final EventFeed feed = new EventFeed(LIMITS, facts, () -> Instant.ofEpochMilli(36));

    /** Counts what it is told. */
    private static final class Facts implements EventObserver {
        private final AtomicInteger watching = new AtomicInteger();
        private final AtomicInteger dropped = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();

        @Override
        public void watching(int watchers) {
            watching.set(watchers);
        }

        @Override
        public void dropped() {
            dropped.incrementAndGet();
        }

        @Override
        public void refused() {
            refused.incrementAndGet();
        }
    }

    /** Takes so many bytes, then fails as a connection does that is gone. */
    private static final class Connection extends OutputStream {
        private final ByteArrayOutputStream got = new ByteArrayOutputStream();
        private final String until;

        Connection(String until) {
            this.until = until;
        }

        @Override
        public void write(int octet) {
            got.write(octet);
        }

        @Override
        public void flush() throws IOException {
            if (text().contains(until)) throw new IOException("gone");
        }

        String text() {
            return got.toString(StandardCharsets.UTF_8);
        }

        List<String> data() {
            return text().lines()
                    .filter(line -> line.startsWith("data: "))
                    .map(line -> line.substring(6))
                    .toList();
        }
    }

    @AfterEach
    void close() {
        feed.close();
        Thread.interrupted();
    }

    private void tell(String application, String what) {
        feed.tell(new Subject(application, Optional.of("7"), Optional.empty()), "entered", () -> what);
    }

    private Watcher watch(String application, Optional<String> after) {
        return feed.watch(subject -> subject.applicationId().equals(application), application::equals, after);
    }

    private static Connection read(Watcher watcher, String until) {
        var connection = new Connection(until);
        assertThatThrownBy(() -> watcher.writeTo(connection)).isInstanceOf(IOException.class);
        return connection;
    }

    @Test
    void whoWatchesIsToldWhatHappensFromThenOnInOrderAndNothingOfOthers() {
        tell("shop", "before");
        try (var watcher = watch("shop", Optional.empty())) {
            tell("shop", "one");
            tell("bank", "not for us");
            tell("shop", "two");
            assertThat(read(watcher, "two").data()).containsExactly(WHOLE, "one", "two");
        }
        assertThat(facts.watching).hasValue(0);
    }

    @Test
    void eachEventHasItsIdNameAndData() {
        try (var watcher = watch("shop", Optional.empty())) {
            tell("shop", "{}");
            assertThat(read(watcher, "{}").text())
                    .isEqualTo("retry: 2000\nid: 10-0\nevent: begun\ndata: " + WHOLE + "\n\n"
                            + "id: 10-1\nevent: entered\ndata: {}\n\n");
        }
    }

    @Test
    void whoComesBackIsToldWhatItMissed() {
        tell("shop", "one");
        tell("shop", "two");
        tell("bank", "not for us");
        tell("shop", "three");
        try (var watcher = watch("shop", Optional.of("10-1"))) {
            assertThat(read(watcher, "three").data()).containsExactly(WHOLE, "two", "three");
        }
    }

    @Test
    void whoMissedMoreThanIsRememberedIsToldSo() {
        for (String what : List.of("one", "two", "three", "four", "five")) tell("shop", what);
        try (var watcher = watch("shop", Optional.of("10-1"))) {
            tell("shop", "six");
            assertThat(read(watcher, "six").data()).containsExactly(NOT_WHOLE, "six");
        }
        try (var watcher = watch("shop", Optional.of("10-3"))) {
            assertThat(read(watcher, "six").data()).containsExactly(WHOLE, "four", "five", "six");
        }
    }

    @Test
    void othersWhoAreLoudDoNotMakeItForgetOurs() {
        tell("shop", "one");
        for (int i = 0; i < 10; i++) tell("bank", "loud");
        try (var watcher = watch("shop", Optional.of("10-0"))) {
            assertThat(read(watcher, "one").data()).containsExactly(WHOLE, "one");
        }
    }

    @Test
    void anIdOfAnotherRunOrNoneOfOursIsNotBelieved() {
        tell("shop", "one");
        for (String id : List.of("zz-0", "10-99", "10--1", "10-", "-", "hello", "")) {
            try (var watcher = watch("shop", Optional.of(id))) {
                assertThat(read(watcher, "complete").data()).as(id).containsExactly(NOT_WHOLE);
            }
        }
    }

    @Test
    void whoIsTooFarBehindIsCutOffAndTheRestGoesOn() {
        var slow = watch("shop", Optional.empty());
        tell("shop", "one");
        tell("shop", "two");
        assertThat(facts.dropped).hasValue(0);
        tell("shop", "three");
        assertThat(facts.dropped).hasValue(1);
        assertThat(facts.watching).hasValue(0);
        // It is this thread; what it waits in breaks off.
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(read(slow, "never").data()).containsExactly(WHOLE);
        slow.close();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        try (var next = watch("shop", Optional.empty())) {
            tell("shop", "four");
            assertThat(read(next, "four").data()).contains("four");
        }
    }

    @Test
    void moreThanThereMayBeAreRefused() {
        try (var one = watch("shop", Optional.empty());
                var two = watch("shop", Optional.empty())) {
            assertThat(List.of(one, two)).hasSize(2);
            assertThatThrownBy(() -> watch("shop", Optional.empty())).isInstanceOf(TooManyWatchers.class);
        }
        assertThat(facts.refused).hasValue(1);
        watch("shop", Optional.empty()).close();
    }

    @Test
    void silenceIsFilledWithComments() {
        try (var watcher = watch("shop", Optional.empty())) {
            assertThat(read(watcher, "\n\n:\n\n:\n\n").data()).hasSize(1);
        }
    }

    @Test
    void theEndOfTheServerEndsAStreamThatWaits() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var failure = new AtomicReference<Exception>();
        var reader = Thread.ofVirtual().start(() -> {
            try (var watcher = watch("shop", Optional.empty())) {
                begun.countDown();
                watcher.writeTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                failure.set(e);
            }
        });
        begun.await();
        feed.close();
        reader.join();
        assertThat(failure.get()).hasMessageContaining("cut off");
        assertThatThrownBy(() -> watch("shop", Optional.empty())).isInstanceOf(TooManyWatchers.class);
    }

    @Test
    void factsAreWrittenOnceForAllWhoWatch() {
        var asked = new ArrayList<String>();
        try (var one = watch("shop", Optional.empty());
                var two = watch("shop", Optional.empty())) {
            feed.tell(new Subject("shop", Optional.empty(), Optional.empty()), "agent", () -> {
                asked.add("asked");
                return "{}";
            });
            assertThat(asked).isEmpty();
            read(one, "{}");
            read(two, "{}");
        }
        assertThat(asked).hasSize(1);
    }
}

package io.ringflow.ivr.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.api.KeyMemory.Verdict;
import io.ringflow.ivr.database.Database;
import io.ringflow.testkit.time.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the memory of idempotency keys keeps to, in whatever database. */
abstract class KeyMemoryContract {

    private static final KeptAnswer ANSWER = new KeptAnswer(201, "application/json", "/v1/x", "{\"名\":1}");

    private final FakeTime time = new FakeTime(Instant.parse("2026-03-01T02:00:00Z"), () -> true);
    private Database database;
    private KeyMemory memory;

    abstract Database open();

    @BeforeEach
    void begin() {
        database = open();
        memory = new StoredKeys(database, time);
    }

    @AfterEach
    void end() {
        database.close();
    }

    @Test
    void aKeyIsTakenOnceAndThenGivesTheAnswer() {
        assertThat(memory.take("shop", "k", "r")).isEqualTo(new Verdict.Fresh());
        assertThat(memory.take("shop", "k", "r")).isEqualTo(new Verdict.InProgress());
        memory.keep("shop", "k", ANSWER);
        assertThat(memory.take("shop", "k", "r")).isEqualTo(new Verdict.Done(ANSWER));
    }

    @Test
    void anotherRequestOrAccountOrKeyIsAnother() {
        memory.take("shop", "k", "r");
        assertThat(memory.take("shop", "k", "other")).isEqualTo(new Verdict.OtherRequest());
        assertThat(memory.take("other", "k", "other")).isEqualTo(new Verdict.Fresh());
        assertThat(memory.take("shop", "K", "r")).isEqualTo(new Verdict.Fresh());
    }

    @Test
    void whatCameToNothingMayBeTriedAgainOtherwise() {
        memory.take("shop", "k", "r");
        memory.giveBack("shop", "k");
        assertThat(memory.take("shop", "k", "other")).isEqualTo(new Verdict.Fresh());
    }

    /** Nobody knows whether it was done, so it is not done again. */
    @Test
    void whatAKilledServerWasInTheMiddleOfStaysInProgress() {
        memory.take("shop", "k", "r");
        var afterwards = new StoredKeys(database, time);
        assertThat(afterwards.take("shop", "k", "r")).isEqualTo(new Verdict.InProgress());
    }

    @Test
    void itIsForgottenAfterADay() {
        memory.take("shop", "k", "r");
        memory.keep("shop", "k", ANSWER);
        time.advance(Duration.ofHours(23));
        assertThat(memory.take("shop", "k", "r")).isInstanceOf(Verdict.Done.class);
        time.advance(Duration.ofHours(1));
        assertThat(memory.take("shop", "k", "r")).isEqualTo(new Verdict.Fresh());
    }

    @Test
    void itIsForgottenThenThoughTheOthersWereSweptAwayAMomentAgo() {
        memory.take("shop", "k", "r");
        time.advance(Duration.ofHours(24).minusSeconds(1));
        memory.take("shop", "later", "r");
        time.advance(Duration.ofSeconds(1));
        assertThat(memory.take("shop", "k", "r")).isEqualTo(new Verdict.Fresh());
    }

    @Test
    void ofManyAtOnceOneIsTheFirst() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries = IntStream.range(0, 16)
                    .<Callable<Verdict>>mapToObj(_ -> () -> memory.take("shop", "k", "r"))
                    .toList();
            var verdicts = threads.invokeAll(tries).stream()
                    .map(one -> one.resultNow())
                    .toList();
            assertThat(verdicts).containsOnlyOnce(new Verdict.Fresh());
            assertThat(verdicts).filteredOn(new Verdict.InProgress()::equals).hasSize(15);
        }
    }
}

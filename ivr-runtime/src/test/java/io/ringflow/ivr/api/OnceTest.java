package io.ringflow.ivr.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.ivr.rest.RestError;
import io.ringflow.ivr.rest.RestRefused;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is sent under one key is done once. */
class OnceTest {

    private static final byte[] REQUEST = {1};
    private static final byte[] ANOTHER = {2};

    private final OneMemory memory = new OneMemory();
    private final Once once = new Once(memory);
    private final AtomicInteger done = new AtomicInteger();

    private Outgoing run(String key, byte[] request, int status) {
        return once.run("shop", Optional.of(key), request, () -> answer(status));
    }

    private Outgoing answer(int status) {
        return new Outgoing(
                status, "application/json", Map.of("Location", "/v1/" + done.incrementAndGet()), new byte[] {'1'});
    }

    private static void refuses(RestError error, Runnable step) {
        assertThatThrownBy(step::run).isInstanceOfSatisfying(RestRefused.class, refused -> assertThat(refused.error())
                .isEqualTo(error));
    }

    @Test
    void theSecondTimeTheFirstAnswerIsGiven() {
        var first = run("k", REQUEST, 201);
        var second = run("k", REQUEST, 201);
        assertThat(done).hasValue(1);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers()).containsEntry("Location", "/v1/1").containsEntry(Once.REPLAYED, "true");
        refuses(RestError.OTHER_REQUEST, () -> run("k", ANOTHER, 201));
        run("l", ANOTHER, 201);
        assertThat(done).hasValue(2);
    }

    @Test
    void whileItIsBeingDoneTheSameIsRefused() {
        once.run("shop", Optional.of("k"), REQUEST, () -> {
            refuses(RestError.IN_PROGRESS, () -> run("k", REQUEST, 201));
            return answer(201);
        });
        assertThat(done).hasValue(1);
    }

    @Test
    void whatCameToNothingIsDoneAgain() {
        refuses(
                RestError.FAULT,
                () -> once.run("shop", Optional.of("k"), REQUEST, () -> {
                    throw new RestRefused(RestError.FAULT);
                }));
        run("k", ANOTHER, 409);
        run("k", REQUEST, 201);
        assertThat(done).hasValue(2);
    }

    @Test
    void whatIsDoneIsAnsweredThoughItCanNotBeWrittenDown() {
        memory.broken = true;
        assertThat(run("k", REQUEST, 201).status()).isEqualTo(201);
        memory.broken = false;
        refuses(RestError.IN_PROGRESS, () -> run("k", REQUEST, 201));
    }

    @Test
    void withoutAKeyEverythingIsDone() {
        for (int i = 0; i < 2; i++) once.run("shop", Optional.empty(), REQUEST, () -> answer(201));
        assertThat(done).hasValue(2);
    }

    @Test
    void aKeyMayStandInQuotes() {
        assertThat(Once.key(Optional.of("\"8e03978e\""))).contains("8e03978e");
        assertThat(Once.key(Optional.of("8e03978e"))).contains("8e03978e");
        for (String bad : new String[] {"", "\"\"", "a b", "ä", "x".repeat(256)}) {
            refuses(RestError.BAD_REQUEST, () -> Once.key(Optional.of(bad)));
        }
    }

    /** Of one account. */
    private static final class OneMemory implements KeyMemory {
        private final Map<String, String> requests = new HashMap<>();
        private final Map<String, KeptAnswer> answers = new HashMap<>();
        private boolean broken;

        @Override
        public Verdict take(String account, String key, String request) {
            String before = requests.putIfAbsent(key, request);
            if (before == null) return new Verdict.Fresh();
            if (!before.equals(request)) return new Verdict.OtherRequest();
            var answer = answers.get(key);
            return answer == null ? new Verdict.InProgress() : new Verdict.Done(answer);
        }

        @Override
        public void keep(String account, String key, KeptAnswer answer) {
            if (broken) throw new IllegalStateException("the database is away");
            answers.put(key, answer);
        }

        @Override
        public void giveBack(String account, String key) {
            requests.remove(key);
        }
    }
}

package io.ringflow.ivr.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.database.Database;
import io.ringflow.testkit.flow.FlowReply;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class DurableNotifierSocketTest extends DurableNotifierContract {

    private static final int UNWRITTEN = 10_000;

    @Override
    Database openDatabase() {
        return Database.embedded(directory.resolve("ringflow.db"));
    }

    @Test
    void whoWaitsForOneToBeKeptIsToldWhenItIsAndNotWhenItIsDelivered() {
        server.enqueue(FlowReply.status(500)).enqueue(OK);
        open();
        var kept = new CopyOnWriteArrayList<Integer>();
        var told = notification("call1", "recordreport", 1);

        notifier().send(told, () -> kept.add(rows()));
        time.settle();
        assertThat(kept).as("rows there were when it was told").containsExactly(1);
        time.advance(Duration.ofSeconds(2));
        assertThat(server.requests()).hasSize(2);
        assertThat(kept).as("once").hasSize(1);

        notifier().close();
        notifier().send(told, () -> kept.add(-1));
        assertThat(kept).as("never, if it is not").hasSize(1);
    }

    /** Flow protocol D17. */
    @Test
    void aConnectionThatBreaksBeforeTheAnswerIsMadeAnewAtOnce() {
        server.enqueue(FlowReply.closeAfterRequest()).enqueue(OK);
        open();
        send("call1", "agentstate", 1);
        time.settle();

        assertThat(server.requests())
                .hasSize(2)
                .extracting(request -> request.header("X-Request-Id"))
                .containsOnly(server.takeRequest().header("X-Request-Id"));
        assertThat(notifier().pending()).isZero();
    }

    /** All of them died: the second attempt must not be made over the next of them. */
    @Test
    void anApplicationThatWasRestartedIsToldOverANewConnection() {
        open();
        for (int n = 0; n < 3; n++) send("call" + n, "agentstate", n);
        for (int n = 0; n < 3; n++) server.takeRequest();
        for (int n = 0; n < 3; n++) server.enqueue(OK);
        time.settle();
        assertThat(server.accepted()).isEqualTo(3);
        server.refuse();
        server.listen();
        server.enqueue(OK);
        send("call3", "agentstate", 3);
        time.settle();

        assertThat(notifier().pending()).isZero();
    }

    @Test
    void whatIsWrittenWaitsHoweverMuchItIs() {
        server.handle(_ -> FlowReply.status(500));
        open();
        for (int n = 0; n <= UNWRITTEN; n++) {
            send("call" + n, "stopservice", n);
            if (n % 2_000 == 0) time.settle();
        }
        time.settle();

        assertThat(dropped).isEmpty();
        assertThat(notifier().pending()).isEqualTo(UNWRITTEN + 1);
    }

    @Test
    void whatIsMoreThanMayWaitToBeWrittenIsGivenUpAndCounted() {
        server.handle(_ -> FlowReply.status(500));
        open();
        try (var other = database().writer()) {
            other.begin();
            other.execute("UPDATE notification SET attempts = 0");
            for (int n = 0; n <= UNWRITTEN; n++) send("call" + n, "stopservice", n);
            assertThat(dropped).hasSize(1);
            other.rollback();
        }
        time.advance(Duration.ofSeconds(2));

        assertThat(notifier().pending()).isEqualTo(UNWRITTEN);
    }

    private int rows() {
        return database().jdbi().withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM notification")
                .mapTo(Integer.class)
                .one());
    }
}

package io.ringflow.ivr.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.database.Database;
import io.ringflow.testkit.flow.FlowReply;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class DurableNotifierSocketTest extends DurableNotifierContract {

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

    private int rows() {
        return database().jdbi().withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM notification")
                .mapTo(Integer.class)
                .one());
    }
}

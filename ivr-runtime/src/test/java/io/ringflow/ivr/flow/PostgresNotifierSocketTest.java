package io.ringflow.ivr.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.cdr.SampleRecords;
import io.ringflow.ivr.cdr.StoredCallRecords;
import io.ringflow.ivr.database.Database;
import io.ringflow.ivr.database.PostgresAccess;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.postgres.Postgres;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresNotifierSocketTest extends DurableNotifierContract {

    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    @Override
    Database openDatabase() {
        return PostgresAccess.open(POSTGRES.database(), directory);
    }

    @Test
    void whatIsSentWhileTheDatabaseIsAwayIsDeliveredOnceAndItsRecordKeptWhenItIsBack() {
        server.handle(_ -> OK);
        open();
        send("call1", "stopservice", 1);
        time.settle();
        POSTGRES.kill();
        var record = SampleRecords.of("call2", 60).bare();
        try {
            notifier().ended(record, List.of(notification("call2", "stopservice", 2)), () -> {});
            time.settle();
            time.advance(Duration.ofSeconds(5));
            assertThat(server.requests()).hasSize(2);
        } finally {
            POSTGRES.restart();
        }
        time.advance(Duration.ofSeconds(2));

        assertThat(server.requests()).extracting(request -> request.param("n")).containsExactly("1", "2");
        assertThat(notifier().pending()).isZero();
        assertThat(new StoredCallRecords(database()).find("call2")).contains(record);
    }

    @Test
    void whatBecomesDueWhileTheDatabaseIsAwayIsDeliveredWhenItIsBack() {
        server.handle(_ -> FlowReply.status(500));
        open();
        send("call1", "stopservice", 1);
        time.settle();
        server.handle(_ -> OK);
        POSTGRES.kill();
        try {
            time.advance(Duration.ofSeconds(5));
            assertThat(server.requests()).hasSize(1);
        } finally {
            POSTGRES.restart();
        }
        time.advance(Duration.ofSeconds(2));

        assertThat(server.requests()).hasSize(2);
        assertThat(notifier().pending()).isZero();
    }

    @Test
    void whatIsSentWhileTheDatabaseIsAwaySurvivesTheServer() {
        server.handle(_ -> FlowReply.status(500));
        open();
        send("call1", "stopservice", 1);
        time.settle();
        POSTGRES.kill();
        var record = SampleRecords.of("call2", 60).bare();
        try {
            notifier().ended(record, List.of(notification("call2", "stopservice", 2)), () -> {});
            time.settle();
            send("call3", "stopservice", 3);
            time.settle();
            notifier().close();
        } finally {
            POSTGRES.restart();
        }
        server.handle(_ -> OK);
        // It died between the spool and its ledger: what the spool has is not told again.
        open(List.of(new BelatedEnd(record, List.of(notification("call2", "stopservice", 9)))));
        assertThat(notifier().pending()).isEqualTo(3);
        send("call4", "stopservice", 4);
        time.advance(Duration.ofSeconds(30));

        assertThat(server.requests().subList(1, server.requests().size()))
                .extracting(request -> request.param("n"))
                .containsExactlyInAnyOrder("1", "2", "3", "4");
        assertThat(new StoredCallRecords(database()).find("call2")).contains(record);
        assertThat(notifier().pending()).isZero();
        notifier().close();
        open();
        assertThat(notifier().pending()).isZero();
    }
}

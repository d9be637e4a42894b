package io.ringflow.ivr.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.database.Database;
import io.ringflow.ivr.database.PostgresAccess;
import io.ringflow.testkit.postgres.Postgres;
import io.ringflow.testkit.postgres.Postgres.Access;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresCentreStoreSocketTest extends CentreStoreContract {

    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    private final Access access = POSTGRES.database();

    @Override
    Database open() {
        return PostgresAccess.open(access);
    }

    @Test
    void whatHappensWhileTheDatabaseIsAwayHoldsAndIsWrittenWhenItIsBack() {
        try (var first = process()) {
            first.centre().agentOnWork(duty("1001", true, "0"));
            POSTGRES.kill();
            first.centre().agentOnWork(duty("1002", true, "0"));
            first.centre().agentOffWork("1001", Optional.empty(), Set.of());
            assertThat(first.centre().agents()).hasSize(1);
            POSTGRES.restart();
            for (int i = 0; i < 60 && !first.written().equals(List.of("1002")); i++) first.later();
        }
        try (var second = process()) {
            assertThat(second.centre().agents())
                    .extracting(agent -> agent.duty().agentId())
                    .containsExactly("1002");
        }
    }
}

package io.ringflow.ivr.flow;

import io.ringflow.ivr.database.Database;
import io.ringflow.ivr.database.PostgresAccess;
import io.ringflow.testkit.postgres.Postgres;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresNotifierSocketTest extends DurableNotifierContract {

    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    @Override
    Database openDatabase() {
        return PostgresAccess.open(POSTGRES.database());
    }
}

package io.ringflow.ivr.report;

import io.ringflow.ivr.database.Database;
import io.ringflow.ivr.database.PostgresAccess;
import io.ringflow.testkit.postgres.Postgres;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresReportsSocketTest extends ReportsContract {

    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    @Override
    Database open() {
        return PostgresAccess.open(POSTGRES.database());
    }
}

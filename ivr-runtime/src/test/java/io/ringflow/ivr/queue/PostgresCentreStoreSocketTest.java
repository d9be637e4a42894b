package io.ringflow.ivr.queue;

import io.ringflow.ivr.database.Database;
import io.ringflow.ivr.database.PostgresAccess;
import io.ringflow.testkit.postgres.Postgres;
import io.ringflow.testkit.postgres.Postgres.Access;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresCentreStoreSocketTest extends CentreStoreContract {

    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    private final Access access = POSTGRES.database();

    @Override
    Database open() {
        return PostgresAccess.open(access);
    }
}

package io.ringflow.ivr.recording;

import io.ringflow.ivr.database.Database;
import io.ringflow.ivr.database.PostgresAccess;
import io.ringflow.testkit.postgres.Postgres;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresArchiveSocketTest extends ArchiveContract {

    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    @Override
    Database open(Path directory) {
        return PostgresAccess.open(POSTGRES.database());
    }
}

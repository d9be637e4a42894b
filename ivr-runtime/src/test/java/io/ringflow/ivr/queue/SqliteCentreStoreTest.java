package io.ringflow.ivr.queue;

import io.ringflow.ivr.database.Database;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteCentreStoreTest extends CentreStoreContract {

    @TempDir
    Path directory;

    @Override
    Database open() {
        return Database.embedded(directory.resolve("ringflow.db"));
    }
}

package io.ringflow.ivr.api;

import io.ringflow.ivr.database.Database;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteKeyMemoryTest extends KeyMemoryContract {

    @TempDir
    Path directory;

    @Override
    Database open() {
        return Database.embedded(directory.resolve("ringflow.db"));
    }
}

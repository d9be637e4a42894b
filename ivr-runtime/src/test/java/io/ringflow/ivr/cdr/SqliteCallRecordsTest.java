package io.ringflow.ivr.cdr;

import io.ringflow.ivr.database.Database;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteCallRecordsTest extends CallRecordsContract {

    @TempDir
    Path directory;

    @Override
    Database open() {
        return Database.embedded(directory.resolve("ringflow.db"));
    }
}

package io.ringflow.ivr.report;

import io.ringflow.ivr.database.Database;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteReportsTest extends ReportsContract {

    @TempDir
    Path directory;

    @Override
    Database open() {
        return Database.embedded(directory.resolve("ringflow.db"));
    }
}

package io.ringflow.ivr.recording;

import io.ringflow.ivr.database.Database;
import java.nio.file.Path;

class SqliteArchiveTest extends ArchiveContract {

    @Override
    Database open(Path directory) {
        return Database.embedded(directory.resolve("ringflow.db"));
    }
}

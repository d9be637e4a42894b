package io.ringflow.ivr.database;

import io.ringflow.testkit.postgres.Postgres.Access;
import java.nio.file.Path;
import java.util.Optional;

/** Opens databases of the tests' PostgreSQL. */
public final class PostgresAccess {

    private PostgresAccess() {}

    public static Database open(Access access) {
        return Database.open(settings(access), Path.of("not used"));
    }

    /** One whose spool is in a directory. */
    public static Database open(Access access, Path directory) {
        return Database.open(settings(access), directory.resolve("ringflow.db"));
    }

    public static DatabaseSettings settings(Access access) {
        return new DatabaseSettings(Optional.of(access.url()), access.user(), access.password());
    }
}

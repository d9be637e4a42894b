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

    public static DatabaseSettings settings(Access access) {
        return new DatabaseSettings(Optional.of(access.url()), access.user(), access.password());
    }
}

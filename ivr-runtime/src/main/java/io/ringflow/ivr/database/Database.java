package io.ringflow.ivr.database;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The database of one server, with its tables up to date. Thread-safe. SQL here is of the kind that SQLite and PostgreSQL
 * both take; times are milliseconds since 1970, flags 0 and 1.
 */
public final class Database implements AutoCloseable {

    private final Engine engine;
    private final Optional<Path> spool;
    private final Jdbi jdbi;

    private Database(Engine engine, Optional<Path> spool) {
        this.engine = engine;
        this.spool = spool;
        this.jdbi = engine.pooled();
    }

    /**
     * Opens it, and brings its tables up to date.
     *
     * @param file of the embedded one, made when it is missing; the spool of another one stands beside it
     * @throws IllegalStateException it can't be had, or another server has it
     */
    public static Database open(DatabaseSettings settings, Path file) {
        Engine engine = settings.url().isPresent() ? PostgresEngine.at(settings) : SqliteEngine.at(file);
        try {
            Flyway.configure(Database.class.getClassLoader())
                    .dataSource(engine.migrating())
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            return new Database(engine, settings.url().map(_ -> file.resolveSibling("spool.db")));
        } catch (FlywayException | IllegalStateException e) {
            engine.close();
            throw new IllegalStateException("the database " + engine + " can not be used: " + reason(e), e);
        }
    }

    public static Database embedded(Path file) {
        return open(DatabaseSettings.embedded(), file);
    }

    /** For short statements of any thread. */
    public Jdbi jdbi() {
        return jdbi;
    }

    /**
     * A connection for the one thread that writes all the time. There is one at most, of one server.
     *
     * @throws IllegalStateException another server has it
     */
    public Handle writer() {
        return engine.writer();
    }

    /** File for what the database does not take while it is away; empty when it is a file itself. */
    public Optional<Path> spool() {
        return spool;
    }

    @Override
    public void close() {
        engine.close();
    }

    @Override
    public String toString() {
        return engine.toString();
    }

    /** What is at the bottom of it: the first lines, as Flyway says in the second which migration it is. */
    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) cause = cause.getCause();
        return String.valueOf(cause.getMessage())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(2)
                .collect(Collectors.joining(" "));
    }
}

package io.ringflow.ivr.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * PostgreSQL: a few pooled connections, and the writer's own, which holds an advisory lock on the schema for as long as
 * it lives, so that no second server delivers the same notifications.
 */
final class PostgresEngine implements Engine {

    private static final int MOST_CONNECTIONS = 8;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    // A database that hangs must not hang us: what waits is tried again.
    private static final Duration ANSWER = Duration.ofSeconds(10);
    // Of our locks; any number that nobody else uses.
    private static final int LOCK_SPACE = 0x52464c57;

    private final DatabaseSettings settings;
    private final HikariDataSource pool;

    private PostgresEngine(DatabaseSettings settings) {
        this.settings = settings;
        var config = new HikariConfig();
        config.setPoolName("database");
        config.setDataSource(source(ANSWER));
        config.setMaximumPoolSize(MOST_CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECT.toMillis());
        // Whether it can be reached is seen by the migration, which comes first.
        config.setInitializationFailTimeout(-1);
        pool = new HikariDataSource(config);
    }

    static PostgresEngine at(DatabaseSettings settings) {
        return new PostgresEngine(settings);
    }

    private PGSimpleDataSource source(Duration answer) {
        var source = new PGSimpleDataSource();
        String url = settings.url().orElseThrow();
        source.setUrl(url);
        if (!settings.user().isEmpty()) source.setUser(settings.user());
        if (!settings.password().isEmpty()) source.setPassword(settings.password());
        if (!url.contains("connectTimeout")) source.setConnectTimeout((int) CONNECT.toSeconds());
        if (!url.contains("socketTimeout")) source.setSocketTimeout((int) answer.toSeconds());
        if (!url.contains("ApplicationName")) source.setApplicationName("ringflow");
        source.setTcpKeepAlive(true);
        source.setReWriteBatchedInserts(true);
        return source;
    }

    @Override
    public DataSource migrating() {
        return source(Duration.ZERO);
    }

    @Override
    public Jdbi pooled() {
        return Jdbi.create(pool);
    }

    @Override
    public Handle writer() {
        Handle handle = Jdbi.create(source(ANSWER)).open();
        try {
            boolean ours = handle.createQuery("SELECT pg_try_advisory_lock(:space, hashtext(current_schema()))")
                    .bind("space", LOCK_SPACE)
                    .mapTo(Boolean.class)
                    .one();
            // A writer is opened at the start, and when the database is back: what readers had is dead then.
            if (ours) pool.getHikariPoolMXBean().softEvictConnections();
            if (ours) return handle;
            throw new IllegalStateException("another server uses the database " + this
                    + "; give this one a database or a schema of its own, or stop the other");
        } catch (RuntimeException e) {
            handle.close();
            throw e;
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Without what may hold a password. */
    @Override
    public String toString() {
        String url = settings.url().orElseThrow();
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }
}

package io.ringflow.ivr.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * An SQLite file in WAL mode: a commit is on the disk when it returns, readers wait for nobody, a second writer waits up
 * to five seconds. One server has it, by the lock on its data directory.
 */
record SqliteEngine(Path file, SQLiteDataSource source, HikariDataSource pool, PlatformThreads threads)
        implements Engine {

    private static final int BUSY_MILLIS = 5_000;
    private static final int MOST_CONNECTIONS = 4;

    static SqliteEngine at(Path file) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) Files.createDirectories(directory);
            createPrivate(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var pragmas = new SQLiteConfig();
        pragmas.setJournalMode(SQLiteConfig.JournalMode.WAL);
        pragmas.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        pragmas.setBusyTimeout(BUSY_MILLIS);
        // A transaction that reads first and writes then would fail when another wrote in between.
        pragmas.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        var source = new SQLiteDataSource(pragmas);
        source.setUrl("jdbc:sqlite:" + file);
        return new SqliteEngine(file, source, pool(source), new PlatformThreads());
    }

    private static HikariDataSource pool(SQLiteDataSource source) {
        var config = new HikariConfig();
        config.setPoolName("database");
        config.setDataSource(source);
        config.setMaximumPoolSize(MOST_CONNECTIONS);
        config.setMinimumIdle(0);
        // The file is made by the migration, which comes first.
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    /** It holds the secrets of applications: nobody else of the machine reads it. */
    private static void createPrivate(Path file) throws IOException {
        try {
            var ours = PosixFilePermissions.fromString("rw-------");
            Files.createFile(file, PosixFilePermissions.asFileAttribute(ours));
        } catch (FileAlreadyExistsException _) {
            // As somebody made it.
        } catch (UnsupportedOperationException _) {
            // A file system without such permissions; SQLite makes the file.
        }
    }

    @Override
    public DataSource migrating() {
        return source;
    }

    @Override
    public Jdbi pooled() {
        return Jdbi.create(pool).setHandleCallbackDecorator(threads);
    }

    @Override
    public Handle writer() {
        return Jdbi.create(source).open();
    }

    @Override
    public void close() {
        pool.close();
        threads.close();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}

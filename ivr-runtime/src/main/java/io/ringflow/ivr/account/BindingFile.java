package io.ringflow.ivr.account;

import io.ringflow.sip.Transport;
import io.ringflow.sip.registrar.Binding;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The bindings in SQLite, in a file of this server's own: where a telephone is connected to concerns no other one. One
 * connection, owned by the writing thread; what {@link #replace} returned from survives a kill and a power cut.
 */
final class BindingFile implements AutoCloseable {

    private static final String INSERT = """
            INSERT INTO binding (account, contact, priority, call_id, cseq, expires_at, transport, local, peer, path, agent)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final Handle handle;
    private final PreparedStatement insert;
    private final PreparedStatement delete;

    BindingFile(Path file) {
        var pragmas = new SQLiteConfig();
        pragmas.setJournalMode(SQLiteConfig.JournalMode.WAL);
        pragmas.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        pragmas.setBusyTimeout(5_000);
        var source = new SQLiteDataSource(pragmas);
        source.setUrl("jdbc:sqlite:" + file);
        Flyway.configure(BindingFile.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/registrar")
                .load()
                .migrate();
        handle = Jdbi.create(source).open();
        try {
            insert = handle.getConnection().prepareStatement(INSERT);
            delete = handle.getConnection().prepareStatement("DELETE FROM binding WHERE account = ?");
        } catch (SQLException e) {
            handle.close();
            throw new IllegalStateException("the file of registrations can not be used", e);
        }
    }

    List<Binding> all() {
        return handle.createQuery("SELECT * FROM binding ORDER BY id")
                .map(BindingFile::row)
                .list();
    }

    /** All of it or nothing. */
    void replace(Map<String, List<Binding>> byAccount) throws SQLException {
        handle.useTransaction(in -> {
            delete.clearBatch();
            insert.clearBatch();
            for (var account : byAccount.entrySet()) {
                delete.setString(1, account.getKey());
                delete.addBatch();
                for (var binding : account.getValue()) add(binding);
            }
            delete.executeBatch();
            insert.executeBatch();
        });
    }

    // Plain JDBC where every REGISTER passes: Jdbi's own work is ten times SQLite's here.
    private void add(Binding binding) throws SQLException {
        insert.setString(1, binding.account());
        insert.setString(2, binding.contact());
        insert.setInt(3, binding.priority());
        insert.setString(4, binding.callId());
        insert.setLong(5, binding.cseq());
        insert.setLong(6, binding.expires().toEpochMilli());
        insert.setString(7, binding.transport().name());
        insert.setString(8, text(binding.local()));
        insert.setString(9, text(binding.peer()));
        insert.setString(10, String.join("\n", binding.path()));
        insert.setString(11, binding.agent());
        insert.addBatch();
    }

    @Override
    public void close() {
        // its statements go with it
        handle.close();
    }

    private static Binding row(ResultSet row, StatementContext context) throws SQLException {
        return new Binding(
                row.getString("account"),
                row.getString("contact"),
                row.getInt("priority"),
                row.getString("call_id"),
                row.getLong("cseq"),
                Instant.ofEpochMilli(row.getLong("expires_at")),
                Transport.valueOf(row.getString("transport")),
                address(row.getString("local")),
                address(row.getString("peer")),
                row.getString("path").lines().toList(),
                row.getString("agent"));
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + " " + address.getPort();
    }

    private static InetSocketAddress address(String text) {
        int space = text.indexOf(' ');
        return new InetSocketAddress(
                InetAddress.ofLiteral(text.substring(0, space)), Integer.parseInt(text.substring(space + 1)));
    }
}

package io.ringflow.ivr.database;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;

/** Values as columns hold them, there and back. Pure. */
public final class Rows {

    private Rows() {}

    /**
     * Text that every database takes: what a peer sent may hold a NUL or half a character, and PostgreSQL would refuse the
     * row, and with it all that shares its transaction.
     */
    public static String text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) return cleaned(text);
        }
        return text;
    }

    private static String cleaned(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new String(bytes, StandardCharsets.UTF_8).replace('\0', '\uFFFD');
    }

    /** The same, cut to the size of its column. */
    public static String text(String text, int most) {
        return text(text.length() <= most ? text : text.substring(0, most));
    }

    public static void text(PreparedStatement row, int column, Optional<String> value) throws SQLException {
        if (value.isPresent()) row.setString(column, text(value.get()));
        else row.setNull(column, Types.VARCHAR);
    }

    public static void time(PreparedStatement row, int column, Optional<Instant> value) throws SQLException {
        if (value.isPresent()) row.setLong(column, value.get().toEpochMilli());
        else row.setNull(column, Types.BIGINT);
    }

    public static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    public static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }
}

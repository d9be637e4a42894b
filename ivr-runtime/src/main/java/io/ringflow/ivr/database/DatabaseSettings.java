package io.ringflow.ivr.database;

import java.util.Optional;

/**
 * Which database holds the rows of a server, already valid.
 *
 * @param url of PostgreSQL, {@code jdbc:postgresql://host:port/name}; empty: a file in the data directory
 * @param user of PostgreSQL; empty: what the URL or the driver says
 * @param password of that user; empty: none is sent
 */
public record DatabaseSettings(Optional<String> url, String user, String password) {

    public static DatabaseSettings embedded() {
        return new DatabaseSettings(Optional.empty(), "", "");
    }

    /** Without the password: settings are printed. */
    @Override
    public String toString() {
        return "DatabaseSettings[" + url.orElse("embedded") + "]";
    }
}

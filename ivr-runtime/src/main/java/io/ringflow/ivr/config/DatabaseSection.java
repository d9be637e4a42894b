package io.ringflow.ivr.config;

import io.ringflow.ivr.cdr.CallRecordSettings;
import io.ringflow.ivr.database.DatabaseSettings;
import java.time.Duration;
import java.util.Optional;

/** Reads {@code ringflow.database} and {@code ringflow.call-records}. Pure. */
final class DatabaseSection {

    private static final String POSTGRES = "jdbc:postgresql:";

    private DatabaseSection() {}

    static DatabaseSettings read(Section database) {
        String url = database.text("url").strip();
        boolean known = url.isEmpty() || url.startsWith(POSTGRES);
        if (!known) database.problem("url", "must be empty, or like " + POSTGRES + "//127.0.0.1:5432/ringflow");
        return new DatabaseSettings(
                url.isEmpty() || !known ? Optional.empty() : Optional.of(url),
                database.text("user"),
                database.text("password"));
    }

    static CallRecordSettings records(Section records) {
        return new CallRecordSettings(
                records.duration("keep-for", Duration.ofMinutes(1), Duration.ofDays(36_500)),
                records.duration("sweep-every", Duration.ofSeconds(1), Duration.ofDays(1)));
    }
}

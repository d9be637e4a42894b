package io.ringflow.ivr.rest;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the timestamps of compatible clients: {@code yyyyMMddHHmmss}, local time of a zone (flow-protocol 8.1). Immutable. */
final class Timestamps {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);
    private static final int HALF_DAY = 12;

    private final ZoneId zone;
    private final Duration window;

    /** @param window how far one may be from now, either way */
    Timestamps(ZoneId zone, Duration window) {
        this.zone = zone;
        this.window = window;
    }

    static Optional<LocalDateTime> parsed(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, FORMAT));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /** @param twelveHours whether an hour from 01 to 12 may be one of the afternoon */
    boolean good(LocalDateTime timestamp, Instant now, boolean twelveHours) {
        return readings(timestamp, twelveHours)
                .flatMap(this::moments)
                .anyMatch(moment -> Duration.between(moment, now).abs().compareTo(window) <= 0);
    }

    /** The oldest timestamp that may be good now, as a number. */
    long oldest(Instant now, boolean twelveHours) {
        var oldest = now.minus(window);
        return number(text(twelveHours ? oldest.minus(Duration.ofHours(HALF_DAY)) : oldest));
    }

    ZoneId zone() {
        return zone;
    }

    String text(Instant moment) {
        return FORMAT.format(moment.atZone(zone));
    }

    /** Its digits. */
    static long number(String timestamp) {
        return Long.parseLong(timestamp);
    }

    private static Stream<LocalDateTime> readings(LocalDateTime written, boolean twelveHours) {
        if (!twelveHours || written.getHour() > HALF_DAY || written.getHour() == 0) return Stream.of(written);
        // 12 stands for noon and for midnight
        int other = written.getHour() == HALF_DAY ? -HALF_DAY : HALF_DAY;
        return Stream.of(written, written.plusHours(other));
    }

    /** Two where clocks are set back, one in the gap where they are set forward. */
    private Stream<Instant> moments(LocalDateTime local) {
        var offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) return Stream.of(local.atZone(zone).toInstant());
        return offsets.stream().map(local::toInstant);
    }
}

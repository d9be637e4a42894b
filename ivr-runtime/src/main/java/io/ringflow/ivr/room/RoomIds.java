package io.ringflow.ivr.room;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** Makes ids of conferences that can't be guessed; whether one is taken is for the table to know. Thread-safe. */
final class RoomIds {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyMMddHHmmss");
    private static final int RANDOM_BYTES = 10;
    private static final long LEAST_NUMBER = 100_000_000_000L;
    private static final long MOST_NUMBER = 999_999_999_999L;
    private static final int LEAST_SHORT = 10_000_000;
    private static final int MOST_SHORT = 99_999_999;

    private final SecureRandom random = new SecureRandom();
    private final ZoneId zone;

    RoomIds(ZoneId zone) {
        this.zone = zone;
    }

    /** 32 characters, as a call's. */
    String next(Instant now) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return TIME.format(now.atZone(zone)) + HexFormat.of().formatHex(bytes);
    }

    /** 12 digits that nobody finds by trying, for a conference that is not meant to be typed. */
    String nextNumber() {
        return Long.toString(random.nextLong(LEAST_NUMBER, MOST_NUMBER + 1));
    }

    /** 8 digits that a caller can type; the first is not 0. */
    String nextShort() {
        return Integer.toString(random.nextInt(LEAST_SHORT, MOST_SHORT + 1));
    }
}

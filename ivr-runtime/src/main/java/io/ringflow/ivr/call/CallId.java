package io.ringflow.ivr.call;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/**
 * The {@code callid} of a call: 32 characters, digits and hex letters, that start with its time (flow-protocol 1.1).
 *
 * @param text yyMMddHHmmss, then 4 characters of the server, 8 of a count, 8 at random
 */
public record CallId(String text) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyMMddHHmmss");
    private static final HexFormat HEX = HexFormat.of();
    private static final int LENGTH = 32;

    public CallId {
        if (text.length() != LENGTH) throw new IllegalArgumentException("a call id has 32 characters");
    }

    /** The parts are cut to their bits: 16, 32 and 32. */
    static CallId of(Instant arrival, ZoneId zone, int server, int count, int random) {
        return new CallId(TIME.format(arrival.atZone(zone))
                + HEX.toHexDigits((short) server)
                + HEX.toHexDigits(count)
                + HEX.toHexDigits(random));
    }

    /** Its last eight characters, for thread names. */
    public String shortText() {
        return text.substring(LENGTH - 8);
    }

    @Override
    public String toString() {
        return text;
    }
}

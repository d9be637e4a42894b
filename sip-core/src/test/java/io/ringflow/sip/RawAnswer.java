package io.ringflow.sip;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A response as text, read with nothing but string search. */
record RawAnswer(String text) {

    static RawAnswer of(byte[] octets, int length) {
        return new RawAnswer(new String(octets, 0, length, StandardCharsets.ISO_8859_1));
    }

    int status() {
        return Integer.parseInt(text.substring(8, 11));
    }

    String header(String name) {
        for (String line : text.split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")) {
                return line.substring(name.length() + 1).strip();
            }
        }
        return "";
    }
}

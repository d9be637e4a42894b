package io.ringflow.ivr.observe;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** The message of a log line without control characters: what a peer sent can't forge a line or drive a terminal. */
public final class SafeMessage extends MessageConverter {

    @Override
    public String convert(ILoggingEvent event) {
        return escaped(super.convert(event));
    }

    static String escaped(String message) {
        StringBuilder safe = null;
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            boolean control = Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
            if (control && safe == null) safe = new StringBuilder(message.length() + 8).append(message, 0, i);
            if (safe == null) continue;
            if (control) safe.append("\\u%04x".formatted((int) c));
            else safe.append(c);
        }
        return safe == null ? message : safe.toString();
    }
}

package io.ringflow.sip.trace;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/** The last messages of one leg, one line each: theirs {@code →}, ours {@code ←}. Any thread may write and read. */
public final class LegTrace {
    /** Enough for a call with a dozen re-INVITEs; beyond, the oldest lines go. */
    public static final int LINES = 64;

    private static final int LONGEST_LINE = 160;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private final Deque<Line> lines = new ArrayDeque<>(8);
    private int dropped;

    /** One line, made into text when somebody asks. */
    private record Line(Instant at, String direction, String message) {
        @Override
        public String toString() {
            return TIME.format(at) + "  " + direction + printable(message);
        }
    }

    public LegTrace(InstantSource clock) {
        this.clock = clock;
    }

    /** A message from the peer. */
    public void received(String message) {
        add("→ ", message);
    }

    /** A message of ours. */
    public void sent(String message) {
        add("← ", message);
    }

    /** A fact that is no message: a timer that fired, an end. */
    public void note(String fact) {
        add("· ", fact);
    }

    /** All kept lines, oldest first. */
    public synchronized String ladder() {
        var text = new StringBuilder();
        if (dropped > 0) {
            text.append("(").append(dropped).append(" earlier lines dropped)\n");
        }
        lines.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    private synchronized void add(String direction, String message) {
        if (lines.size() == LINES) {
            lines.removeFirst();
            dropped++;
        }
        lines.addLast(new Line(clock.instant(), direction, cut(message)));
    }

    private static String cut(String message) {
        return message.length() > LONGEST_LINE ? message.substring(0, LONGEST_LINE) + "…" : message;
    }

    /** One line only: what a peer wrote into its message must not forge lines of ours. */
    private static String printable(String message) {
        return CONTROL.matcher(message).replaceAll("�");
    }
}

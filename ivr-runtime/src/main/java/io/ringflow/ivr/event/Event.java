package io.ringflow.ivr.event;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One thing that happened, as watchers are told it. Thread-safe: its text is made by the first who sends it, off the lane. */
public final class Event {

    private final long number;
    private final String id;
    private final Subject subject;
    private final String kind;
    private final Supplier<String> facts;

    private volatile byte @Nullable [] octets;

    /**
     * What it is about.
     *
     * @param queue empty: none
     * @param agent its id; empty: none
     */
    public record Subject(String applicationId, Optional<String> queue, Optional<String> agent) {}

    /** @param facts one line of JSON; asked once or a few times, on any thread */
    Event(long number, String id, Subject subject, String kind, Supplier<String> facts) {
        this.number = number;
        this.id = id;
        this.subject = subject;
        this.kind = kind;
        this.facts = facts;
    }

    /** Its place among all; later ones have greater numbers. */
    long number() {
        return number;
    }

    public String id() {
        return id;
    }

    public Subject subject() {
        return subject;
    }

    public String kind() {
        return kind;
    }

    /** As an event stream has it (HTML Living Standard, 9.2.5). */
    public byte[] octets() {
        byte[] made = octets;
        if (made == null) {
            made = "id: %s\nevent: %s\ndata: %s\n\n"
                    .formatted(id, kind, facts.get())
                    .getBytes(StandardCharsets.UTF_8);
            octets = made;
        }
        return made;
    }
}

package io.ringflow.testkit.sip;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What a peer sent and heard, in order. Written by the peer's threads, read by anyone. */
public final class Ladder {
    private final long startNanos = System.nanoTime();
    private final List<Rung> rungs = new CopyOnWriteArrayList<>();
    private final List<Consumer<Rung>> watchers = new CopyOnWriteArrayList<>();

    /**
     * One message.
     *
     * @param again whether the same message had passed before
     */
    public record Rung(Duration at, boolean sent, boolean again, SipText message) {

        /** The first line and what tells it from its like: {@code 200 OK (INVITE)}, {@code INVITE sip:100@...}. */
        public String title() {
            String line = message.firstLine();
            if (message.isRequest()) {
                return line.replaceFirst(" SIP/2\\.0$", "");
            }
            return line.replaceFirst("^SIP/2\\.0 ", "") + " (" + message.method() + ")";
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%8.3f  %s %s%s%s",
                    at.toNanos() / 1e9,
                    sent ? "-->" : "<--",
                    title(),
                    message.header("Content-Type").contains("sdp") ? " [SDP]" : "",
                    again ? " (again)" : "");
        }
    }

    /** Tells a watcher of every message from now on, on the thread that saw it. */
    public void watch(Consumer<Rung> watcher) {
        watchers.add(watcher);
    }

    public List<Rung> rungs() {
        return List.copyOf(rungs);
    }

    /** Every message sent or heard, retransmissions left out. */
    public List<SipText> messages() {
        return rungs.stream().filter(rung -> !rung.again()).map(Rung::message).toList();
    }

    /** First lines only, for comparison: {@code > INVITE}, {@code < 200 INVITE}; retransmissions left out. */
    public List<String> steps() {
        return rungs.stream()
                .filter(rung -> !rung.again())
                .map(rung -> (rung.sent() ? "> " : "< ")
                        + (rung.message().isRequest() ? "" : rung.message().status() + " ")
                        + rung.message().method())
                .toList();
    }

    synchronized void heard(boolean again, SipText message) {
        tell(note(false, again, message));
    }

    /** Notes a message, sends it, and only then tells of it: a slow watcher delays no message and changes no order. */
    synchronized void sent(boolean again, SipText message, Sending sending) throws IOException {
        var rung = note(true, again, message);
        try {
            sending.send();
        } finally {
            tell(rung);
        }
    }

    /** Puts a message on the wire. */
    interface Sending {
        void send() throws IOException;
    }

    private Rung note(boolean sent, boolean again, SipText message) {
        var rung = new Rung(Duration.ofNanos(System.nanoTime() - startNanos), sent, again, message);
        rungs.add(rung);
        return rung;
    }

    private void tell(Rung rung) {
        watchers.forEach(watcher -> watcher.accept(rung));
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        rungs.forEach(rung -> text.append(rung).append('\n'));
        return text.toString();
    }
}

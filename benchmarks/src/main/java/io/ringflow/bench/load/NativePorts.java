package io.ringflow.bench.load;

import io.ringflow.bench.peer.Heard;
import io.ringflow.bench.peer.NativePeer;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.LongConsumer;

/** RTP ends of calls in the native peer. A stream rests after a call, so that its late packets miss the next. */
final class NativePorts implements RtpPorts {

    private static final int TICK_MILLIS = 20;

    private record Rested(int stream, long freeAt) {}

    private final NativePeer peer;
    private final ArrayDeque<Rested> free = new ArrayDeque<>();
    private int taken;
    private long sent;

    NativePorts(NativePeer peer) {
        this.peer = peer;
        for (int stream = 0; stream < peer.streams(); stream++) free.add(new Rested(stream, System.nanoTime()));
    }

    @Override
    public Optional<Media> take(Plan plan, long now) {
        Rested next = free.peek();
        if (next == null || next.freeAt() - now > 0) return Optional.empty();
        free.remove();
        return Optional.of(new Lent(next.stream(), plan, 0x10_0000 + taken++ * 0x1F35));
    }

    @Override
    public RtpTotals collect() {
        return totals(peer.collect());
    }

    private RtpTotals totals(Heard heard) {
        sent += heard.count("sent");
        var totals = new RtpTotals();
        totals.streams = heard.count("streams");
        totals.received = heard.count("received");
        totals.expected = heard.count("expected");
        totals.lost = heard.count("lost");
        totals.duplicates = heard.count("duplicates");
        totals.reordered = heard.count("reordered");
        totals.events = heard.count("events");
        totals.strays = heard.count("strays");
        totals.gaps = heard.count("gaps");
        totals.interarrivalNanos.add(heard.spread("between"));
        totals.scheduleNanos.add(heard.spread("schedule"));
        return totals;
    }

    /** Up to the last collection. */
    @Override
    public long sent() {
        return sent;
    }

    /** The peer stays: others may use it. */
    @Override
    public void close() {}

    /** A stream while one call has it. */
    private final class Lent implements Media {

        private final int stream;
        private final Plan plan;
        private final int ssrc;

        Lent(int stream, Plan plan, int ssrc) {
            this.stream = stream;
            this.plan = plan;
            this.ssrc = ssrc;
        }

        @Override
        public String host() {
            return NativePeer.host(stream);
        }

        @Override
        public int port() {
            return peer.port();
        }

        @Override
        public void listen(LongConsumer onFirstPacket) {
            peer.listen(stream, onFirstPacket);
        }

        @Override
        public void connect(AudioDescription answer) {
            String host = answer.address().getAddress().getHostAddress();
            int port = answer.address().getPort();
            if (!plan.send()) {
                peer.expect(stream, host, port);
                return;
            }
            peer.send(stream, host, port, answer.payloadType(), ssrc);
            if (plan.keys().isEmpty() || answer.eventType() < 0) return;
            int after = (int) (plan.keysAfter().toMillis() / TICK_MILLIS);
            peer.press(stream, answer.eventType(), after, plan.keys());
        }

        @Override
        public void close() {
            peer.end(stream);
            free.add(new Rested(stream, System.nanoTime() + Ports.REST_NANOS));
        }
    }
}

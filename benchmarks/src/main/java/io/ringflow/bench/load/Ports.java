package io.ringflow.bench.load;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** All RTP ports and the threads that serve them. A port rests after a call, so that its late packets miss the next. */
final class Ports implements RtpPorts {

    static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private record Port(Stream stream, Receiver receiver, long freeAt) {}

    private final ArrayDeque<Port> free = new ArrayDeque<>();
    private final List<Stream> streams = new ArrayList<>();
    private final List<Receiver> receivers = new ArrayList<>();
    private final List<Pacer> pacers = new ArrayList<>();
    private final String host;
    private int taken;

    Ports(String host, int count, int loops) throws IOException {
        this.host = host;
        for (int loop = 0; loop < loops; loop++) {
            var mine = new ArrayList<Stream>();
            for (int i = loop; i < count; i += loops) mine.add(new Stream(host));
            streams.addAll(mine);
            var receiver = new Receiver("rtp-in-" + loop, mine);
            receivers.add(receiver);
            pacers.add(new Pacer("rtp-out-" + loop, mine));
            for (Stream stream : mine) free.add(new Port(stream, receiver, System.nanoTime()));
        }
    }

    /** The port that has rested longest. */
    @Override
    public Optional<Media> take(Plan plan, long now) {
        Port next = free.peek();
        if (next == null || next.freeAt() - now > 0) return Optional.empty();
        free.remove();
        return Optional.of(new Lent(next, plan, 0x10_0000 + taken++ * 0x1F35));
    }

    @Override
    public RtpTotals collect() {
        var sum = new RtpTotals();
        for (Receiver receiver : receivers) sum.add(receiver.collect());
        return sum;
    }

    @Override
    public long sent() {
        return pacers.stream().mapToLong(Pacer::sent).sum();
    }

    @Override
    public void close() throws IOException {
        pacers.forEach(Pacer::close);
        for (Receiver receiver : receivers) receiver.close();
        for (Stream stream : streams) stream.close();
    }

    /** A port while one call has it. */
    private final class Lent implements Media {

        private static final int TICK_MILLIS = 20;

        private final Port port;
        private final Plan plan;
        private final int ssrc;

        Lent(Port port, Plan plan, int ssrc) {
            this.port = port;
            this.plan = plan;
            this.ssrc = ssrc;
        }

        @Override
        public String host() {
            return host;
        }

        @Override
        public int port() {
            return port.stream().port();
        }

        @Override
        public void listen(LongConsumer onFirstPacket) {
            port.receiver().begin(port.stream(), onFirstPacket);
        }

        @Override
        public void connect(AudioDescription answer) {
            port.stream().arrivals().expect(answer.address());
            if (!plan.send()) return;
            int keysAfter = (int) (plan.keysAfter().toMillis() / TICK_MILLIS);
            port.stream()
                    .sender()
                    .begin(new Sending(
                            answer.address(), answer.payloadType(), answer.eventType(), ssrc, plan.keys(), keysAfter));
        }

        @Override
        public void close() {
            port.stream().sender().end();
            port.receiver().end(port.stream());
            free.add(new Port(port.stream(), port.receiver(), System.nanoTime() + REST_NANOS));
        }
    }
}

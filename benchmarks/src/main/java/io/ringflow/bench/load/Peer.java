package io.ringflow.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The simplest server there can be: answers every call at once and sends a paced tone. Shows the tool's own noise. */
final class Peer implements AutoCloseable {

    private static final int DATAGRAM_OCTETS = 65_535;
    private static final String HOST = "127.0.0.1";

    private record Answered(byte[] answer, Media media) {}

    private final DatagramChannel channel = DatagramChannel.open();
    private final Map<String, Answered> calls = new HashMap<>();
    private final Ports ports;
    private final Plan plan;
    private final String local;

    /** @param most calls at a time; more are answered 503 */
    Peer(int most) throws IOException {
        ports = new Ports(HOST, most, 1);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 4 << 20);
        channel.bind(new InetSocketAddress(HOST, 0));
        var address = (InetSocketAddress) channel.getLocalAddress();
        local = HOST + ":" + address.getPort();
        plan = new Plan(
                new Target("sip:caller@" + local, address),
                1,
                1,
                1,
                Duration.ZERO,
                Duration.ZERO,
                true,
                "",
                Duration.ZERO,
                Plan.End.EITHER);
        Thread.ofPlatform().name("peer").daemon().start(this::run);
    }

    /** As a process of its own: tells its port on standard output, lives until standard input ends. */
    public static void main(String[] args) throws IOException {
        try (var peer = new Peer(Integer.parseInt(args[0]))) {
            System.out.println(peer.local);
            while (System.in.read() >= 0) {}
        }
    }

    String uri() {
        return "sip:self-test@" + local;
    }

    private void run() {
        var datagram = ByteBuffer.allocateDirect(DATAGRAM_OCTETS);
        try {
            while (channel.isOpen()) {
                datagram.clear();
                var source = (InetSocketAddress) channel.receive(datagram);
                var octets = new byte[datagram.flip().remaining()];
                datagram.get(octets);
                byte[] answer = answer(Message.parse(octets));
                if (answer.length > 0) channel.send(ByteBuffer.wrap(answer), source);
            }
        } catch (ClosedChannelException e) {
            // closed: the end
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] answer(Message request) {
        return switch (request.method()) {
            case "INVITE" -> invited(request);
            case "BYE" -> ended(request);
            case "ACK" -> new byte[0];
            default -> DialogText.answer(request, "200 OK", local, "", "");
        };
    }

    private byte[] invited(Message request) {
        Answered before = calls.get(request.callId());
        if (before != null) return before.answer();
        Optional<AudioDescription> offer = AudioDescription.read(request.body());
        Optional<Media> media = ports.take(plan, System.nanoTime());
        if (offer.isEmpty()) return DialogText.answer(request, "488 Not Acceptable Here", local, "peer", "");
        if (media.isEmpty()) return DialogText.answer(request, "503 Service Unavailable", local, "peer", "");
        String sdp = AudioDescription.write(HOST, media.get().port(), 1);
        byte[] answer = DialogText.answer(request, "200 OK", local, "peer", sdp);
        calls.put(request.callId(), new Answered(answer, media.get()));
        media.get().connect(offer.get());
        return answer;
    }

    private byte[] ended(Message request) {
        Answered call = calls.remove(request.callId());
        if (call == null) return DialogText.answer(request, "481 Call/Transaction Does Not Exist", local, "", "");
        call.media().close();
        return DialogText.answer(request, "200 OK", local, "", "");
    }

    @Override
    public void close() throws IOException {
        channel.close();
        ports.close();
    }
}

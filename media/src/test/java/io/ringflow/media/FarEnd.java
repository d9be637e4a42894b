package io.ringflow.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The other side of a call: a bare socket, SDP written by hand, packets written byte by byte. */
public final class FarEnd implements AutoCloseable {
    private final DatagramChannel channel;

    public int ssrc = 0x1234;
    public int sequence = 65_000;
    public long timestamp = 0xFFFF_0000L;

    /** One packet it received. */
    public record Heard(int type, boolean marker, int sequence, long timestamp, int ssrc, byte[] payload) {}

    public FarEnd(String address) {
        this(address, 0);
    }

    public FarEnd(String address, int port) {
        try {
            channel = DatagramChannel.open().bind(new InetSocketAddress(address, port));
            channel.configureBlocking(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static FarEnd local() {
        return new FarEnd("127.0.0.1");
    }

    public InetSocketAddress address() {
        try {
            return (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An offer of A-law and telephone-events at this end's address. */
    public String offer(String... more) {
        return offer(address(), 8, more);
    }

    public static String offer(InetSocketAddress to, int type, String... more) {
        String sdp = "v=0\r\no=far 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 %s\r\nt=0 0\r\n"
                        .formatted(to.getAddress().getHostAddress())
                + "m=audio %d RTP/AVP %d 101\r\na=rtpmap:101 telephone-event/8000\r\na=rtcp-mux\r\n"
                        .formatted(to.getPort(), type);
        for (String line : more) {
            sdp += line + "\r\n";
        }
        return sdp;
    }

    public static InetSocketAddress portOf(String sdp) {
        String media = sdp.lines()
                .filter(line -> line.startsWith("m=audio"))
                .findFirst()
                .orElseThrow();
        return new InetSocketAddress("127.0.0.1", Integer.parseInt(media.split(" ")[1]));
    }

    public void sends(InetSocketAddress to, int millis) {
        byte[] payload = new byte[millis * 8];
        Arrays.fill(payload, (byte) 0x55);
        send(to, 8, timestamp, payload);
        timestamp += millis * 8L;
    }

    public void presses(InetSocketAddress to, char digit) {
        for (int i = 1; i <= 3; i++) {
            byte[] event = {(byte) (digit - '0'), 10, (byte) (i * 160 >> 8), (byte) (i * 160)};
            send(to, 101, timestamp, event);
        }
        timestamp += 800;
    }

    public void send(InetSocketAddress to, int type, long at, byte[] payload) {
        ByteBuffer packet = ByteBuffer.allocate(12 + payload.length);
        packet.put((byte) 0x80).put((byte) type).putShort((short) sequence++).putInt((int) at);
        sendRaw(to, packet.putInt(ssrc).put(payload).flip());
    }

    public void sendRaw(InetSocketAddress to, ByteBuffer packet) {
        try {
            channel.send(packet, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** RTP that came since the last call. */
    public List<Heard> hears() {
        List<Heard> heard = new ArrayList<>();
        ByteBuffer packet = ByteBuffer.allocate(2048);
        try {
            while (channel.receive(packet.clear()) != null) {
                packet.flip();
                int type = packet.get(1) & 0xFF;
                if (type >= 192 && type < 224) {
                    continue;
                }
                byte[] payload = new byte[packet.limit() - 12];
                packet.get(12, payload);
                heard.add(new Heard(
                        type & 0x7F,
                        type > 127,
                        packet.getShort(2) & 0xFFFF,
                        packet.getInt(4) & 0xFFFF_FFFFL,
                        packet.getInt(8),
                        payload));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return heard;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

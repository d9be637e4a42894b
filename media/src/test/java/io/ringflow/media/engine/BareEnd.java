package io.ringflow.media.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** A far end that allocates nothing of its own: one channel, two buffers, packets changed in place. */
final class BareEnd implements AutoCloseable {
    private static final int AUDIO_BYTES = 12 + 160;
    private static final int EVENT_BYTES = 12 + 4;

    /** What it sends in one tick. */
    interface Script {
        void send(BareEnd end) throws IOException;
    }

    private final DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
    private final ByteBuffer out = ByteBuffer.allocateDirect(AUDIO_BYTES);
    private final ByteBuffer in = ByteBuffer.allocateDirect(2048);

    private int ticks;
    private int sequence = 65_000;
    private int timestamp = -80_000;
    private int pressed;

    BareEnd(String host) throws IOException {
        channel.bind(new InetSocketAddress(host, 0)).configureBlocking(false);
        out.put(0, (byte) 0x80).putInt(8, 0x1234);
    }

    static BareEnd[] onEach(String... hosts) throws IOException {
        BareEnd[] ends = new BareEnd[hosts.length];
        for (int i = 0; i < hosts.length; i++) {
            ends[i] = new BareEnd(hosts[i]);
        }
        return ends;
    }

    static void connectAll(BareEnd[] ends, InetSocketAddress peer) throws IOException {
        for (BareEnd end : ends) {
            end.connect(peer);
        }
    }

    static void closeAll(BareEnd[] ends) throws IOException {
        for (BareEnd end : ends) {
            end.close();
        }
    }

    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    void connect(InetSocketAddress peer) throws IOException {
        channel.connect(peer);
    }

    /** Sends the next packet of speech. */
    void says() throws IOException {
        audio(sequence++, timestamp);
        timestamp += 160;
    }

    /** One packet in twenty is missing, one in thirty comes twice, one in fifty after the next one. */
    void losesOneInTwenty() throws IOException {
        ticks++;
        if (ticks % 20 == 0) {
            sequence++;
            timestamp += 160;
        } else if (ticks % 30 == 0) {
            audio(sequence, timestamp);
            says();
        } else if (ticks % 50 == 1) {
            audio(sequence + 1, timestamp + 160);
            audio(sequence, timestamp);
        } else if (ticks % 50 == 2) {
            sequence += 2;
            timestamp += 320;
        } else {
            says();
        }
    }

    /** Each second a key is held for 200 ms, its end told three times. */
    void pressesNowAndThen() throws IOException {
        int at = ticks++ % 50;
        if (at >= 12) {
            says();
            return;
        }
        if (at == 0) {
            pressed = timestamp;
        }
        int units = 160 * (Math.min(at, 9) + 1);
        int end = at >= 9 ? 0x80 : 0;
        out.put(1, (byte) 101);
        out.putInt(12, 5 << 24 | (end | 10) << 16 | units);
        write(sequence++, pressed, EVENT_BYTES);
        timestamp += 160;
    }

    /** A stranger whose packets are never in sequence. */
    void skipsAbout() throws IOException {
        sequence += 2;
        says();
    }

    private void audio(int number, int time) throws IOException {
        out.put(1, (byte) 8);
        write(number, time, AUDIO_BYTES);
    }

    private void write(int number, int time, int length) throws IOException {
        out.putShort(2, (short) number).putInt(4, time);
        channel.write(out.limit(length).position(0));
        out.limit(AUDIO_BYTES);
    }

    void sends(InetSocketAddress target) throws IOException {
        channel.send(out.limit(AUDIO_BYTES).position(0), target);
    }

    void reads() throws IOException {
        channel.read(in.clear());
    }

    void receives() throws IOException {
        channel.receive(in.clear());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

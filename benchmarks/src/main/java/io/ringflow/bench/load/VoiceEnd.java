package io.ringflow.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** RTP of one member of a group: its tone, a packet a tick, and its keys. Ticked by one thread, read by another. */
final class VoiceEnd implements Media {

    private static final int HEADER = 12;
    private static final int BUFFER_OCTETS = 1 << 18;
    private static final byte VERSION_2 = (byte) 0x80;
    private static final int MARKER = 0x80;

    private final int member;
    private final String host;
    private final IntercomPhones.Listener listener;
    private final DatagramChannel channel;
    private final byte[] tone;
    private final ByteBuffer packet = ByteBuffer.allocateDirect(HEADER + ToneEar.SAMPLES);
    private final KeyBeside key = new KeyBeside();

    private volatile @Nullable AudioDescription server;
    private volatile @Nullable LongConsumer onFirstPacket;
    private volatile char wanted;

    // Owned by the thread that sends.
    private int sequence;
    private int timestamp;
    private boolean begun;

    VoiceEnd(int member, String host, byte[] tone, IntercomPhones.Listener listener) throws IOException {
        this.member = member;
        this.host = host;
        this.tone = tone;
        this.listener = listener;
        channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_OCTETS);
        channel.bind(new InetSocketAddress(host, 0)).configureBlocking(false);
        timestamp = sequence = 1_000 * member;
    }

    int member() {
        return member;
    }

    DatagramChannel channel() {
        return channel;
    }

    /** With its next packet; from any thread. */
    void press(char digit) {
        wanted = digit;
    }

    /** Sends what is due. */
    void tick() {
        var to = server;
        if (to == null) return;
        char pressed = wanted;
        if (pressed != 0) {
            wanted = 0;
            key.press(pressed, timestamp);
        }
        if (key.down()) sendKey(to, pressed);
        header(begun ? to.payloadType() : MARKER | to.payloadType(), timestamp);
        packet.put(HEADER, tone);
        send(to, HEADER + ToneEar.SAMPLES);
        begun = true;
        timestamp += ToneEar.SAMPLES;
    }

    private void sendKey(AudioDescription to, char pressed) {
        boolean first = key.first();
        header(first ? MARKER | to.eventType() : to.eventType(), key.startTimestamp());
        key.write(packet, HEADER);
        if (first) listener.pressed(member, pressed, System.nanoTime());
        send(to, HEADER + KeyBeside.OCTETS);
    }

    private void header(int type, int at) {
        packet.clear();
        packet.put(0, VERSION_2).put(1, (byte) type).putShort(2, (short) sequence++);
        packet.putInt(4, at).putInt(8, 0x1000 + member);
    }

    private void send(AudioDescription to, int octets) {
        try {
            channel.send(packet.limit(octets).position(0), to.address());
        } catch (IOException e) {
            // a port just closed: loss, as on any network
        }
    }

    /** A packet has come. */
    void heard(long at) {
        var told = onFirstPacket;
        if (told == null) return;
        onFirstPacket = null;
        told.accept(at);
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public int port() {
        return channel.socket().getLocalPort();
    }

    @Override
    public void listen(LongConsumer told) {
        onFirstPacket = told;
    }

    @Override
    public void connect(AudioDescription answer) {
        if (answer.payloadType() != AudioDescription.PCMA || answer.eventType() < 0)
            throw new IllegalStateException("the server takes no PCMA, or no telephone events");
        server = answer;
    }

    /** Nothing more is sent. */
    @Override
    public void close() {
        server = null;
    }

    void release() throws IOException {
        channel.close();
    }
}

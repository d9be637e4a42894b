package io.ringflow.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** The RTP ends of a group, one for each member in its order, with a thread that sends and one that hears. */
final class VoiceEnds implements RtpPorts {

    private static final int HEADER = 12;
    private static final int PHASES = 20;
    private static final long PHASE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int TYPE = 0x7F;

    private final List<VoiceEnd> ends = new ArrayList<>();
    private final Selector selector = Selector.open();
    private final ToneEar ear;
    private final IntercomPhones.Listener listener;
    private final ByteBuffer packet = ByteBuffer.allocateDirect(2_048);
    private final byte[] payload = new byte[ToneEar.SAMPLES];
    private final Thread sender;

    private int taken;
    private long wokenAt;

    VoiceEnds(String host, int members, IntercomPhones.Listener listener) throws IOException {
        this.listener = listener;
        ear = new ToneEar(members);
        for (int member = 0; member < members; member++) {
            var end = new VoiceEnd(member, host, ear.tone(member), listener);
            ends.add(end);
            end.channel().register(selector, SelectionKey.OP_READ, end);
        }
        sender = Thread.ofPlatform().name("voices-out").daemon().start(this::send);
        Thread.ofPlatform().name("voices-in").daemon().start(this::receive);
    }

    void press(int member, char key) {
        ends.get(member).press(key);
    }

    /** Members in their order; nobody calls twice. */
    @Override
    public Optional<Media> take(Plan plan, long now) {
        return taken < ends.size() ? Optional.of(ends.get(taken++)) : Optional.empty();
    }

    /** Each packet was told when it came. */
    @Override
    public RtpTotals collect() {
        return new RtpTotals();
    }

    @Override
    public long sent() {
        return 0;
    }

    private void send() {
        long deadline = System.nanoTime();
        for (int phase = 0; !Thread.currentThread().isInterrupted(); phase = (phase + 1) % PHASES) {
            deadline += PHASE_NANOS;
            for (long now = System.nanoTime(); now < deadline; now = System.nanoTime()) {
                if (Thread.currentThread().isInterrupted()) return;
                LockSupport.parkNanos(deadline - now);
            }
            // What is late by more than a tick is left out, never sent in a burst.
            if (System.nanoTime() - deadline > PHASES * PHASE_NANOS) deadline = System.nanoTime();
            for (int member = phase; member < ends.size(); member += PHASES)
                ends.get(member).tick();
        }
    }

    private void receive() {
        Consumer<SelectionKey> read = this::read;
        try {
            while (selector.isOpen()) {
                wokenAt = 0;
                selector.select(read);
            }
        } catch (ClosedSelectorException e) {
            // closed between two waits: the end
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Packets found by one wake-up share its time, so that judging one does not make the next one late. */
    private void read(SelectionKey key) {
        if (wokenAt == 0) wokenAt = System.nanoTime();
        var end = (VoiceEnd) key.attachment();
        try {
            packet.clear();
            if (end.channel().receive(packet) == null || packet.flip().remaining() != HEADER + payload.length) return;
        } catch (IOException e) {
            return; // its port was closed by the server
        }
        if ((packet.get(1) & TYPE) != AudioDescription.PCMA) return;
        end.heard(wokenAt);
        packet.get(HEADER, payload);
        var sound = ear.hear(payload);
        listener.heard(end.member(), sound.talker(), sound.granted(), wokenAt);
    }

    @Override
    public void close() throws IOException {
        sender.interrupt();
        selector.close();
        for (var end : ends) end.release();
    }
}

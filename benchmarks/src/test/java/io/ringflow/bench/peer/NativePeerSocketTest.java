package io.ringflow.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs in C, over sockets. */
class NativePeerSocketTest {

    private static final int PATIENCE_SECONDS = 20;

    @TempDir
    private static Path directory;

    private static Path loopProgram = Path.of("");
    private static NativePeer peer;

    @BeforeAll
    static void start() throws IOException {
        loopProgram = NativeCode.build("rtploop", directory);
        peer = new NativePeer(NativeCode.build("rtppeer", directory), 300);
    }

    @AfterAll
    static void stop() {
        peer.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyStreamOfTheBareLoopIsHeardWithoutLoss(boolean shared) throws Exception {
        var heard = new CountDownLatch(3);
        try (var loop = new BareLoop(loopProgram, shared, 3, peer)) {
            peer.forget();
            for (int i = 0; i < 3; i++) peer.listen(i, at -> heard.countDown());
            assertThat(heard.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(ProcessHandle.of(loop.pid())).isPresent();
            Heard result = peer.collect();
            assertThat(result.count("streams")).isEqualTo(3);
            assertThat(result.count("received")).isGreaterThanOrEqualTo(3);
            assertThat(result.count("lost")).isZero();
        }
    }

    @Test
    void missingAndDoublePacketsAreCounted() throws Exception {
        try (var server = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
            var last = new CompletableFuture<Long>();
            peer.listen(260, at -> {});
            peer.expect(260, "127.0.0.1", server.getLocalPort());
            peer.listen(261, last::complete);
            peer.collect(); // what was told before is done
            for (int sequence : new int[] {10, 11, 14, 12, 11}) server.send(rtp(sequence, NativePeer.host(260)));
            server.send(rtp(1, NativePeer.host(261)));
            last.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            Heard heard = peer.collect();
            assertThat(heard.count("received")).isEqualTo(6);
            assertThat(heard.count("expected")).isEqualTo(6);
            assertThat(heard.count("lost")).isEqualTo(1);
            assertThat(heard.count("duplicates")).isEqualTo(1);
            assertThat(heard.count("reordered")).isEqualTo(1);
            peer.end(260);
            peer.end(261);
        }
    }

    @Test
    void strangersAreStrays() throws Exception {
        try (var server = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0));
                var stranger = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
            var last = new CompletableFuture<Long>();
            peer.listen(270, last::complete);
            peer.expect(270, "127.0.0.1", server.getLocalPort());
            peer.collect();
            stranger.send(rtp(1, NativePeer.host(270)));
            server.send(rtp(1, NativePeer.host(270)));
            last.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            Heard heard = peer.collect();
            assertThat(heard.count("strays")).isEqualTo(1);
            assertThat(heard.count("received")).isEqualTo(1);
            peer.end(270);
        }
    }

    @Test
    void soundIsSentAndKeysArePressed() throws Exception {
        try (var server = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
            server.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            peer.listen(280, at -> {});
            peer.send(280, "127.0.0.1", server.getLocalPort(), 8, 4711);
            peer.press(280, 101, 2, "5");
            ByteBuffer first = received(server);
            assertThat(first.remaining()).isEqualTo(172);
            assertThat(first.get(1) & 0xFF).isEqualTo(0x80 | 8);
            assertThat(first.getInt(8)).isEqualTo(4711);
            ByteBuffer event = received(server);
            while ((event.get(1) & 0x7F) != 101) event = received(server);
            assertThat(event.remaining()).isEqualTo(16);
            assertThat(event.get(12)).isEqualTo((byte) 5);
            peer.end(280);
        }
    }

    private static ByteBuffer received(DatagramSocket at) throws IOException {
        var packet = new DatagramPacket(new byte[1_500], 1_500);
        at.receive(packet);
        return ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
    }

    private static DatagramPacket rtp(int sequence, String host) throws IOException {
        var packet = ByteBuffer.allocate(172).put(0, (byte) 0x80).put(1, (byte) 8);
        packet.putShort(2, (short) sequence).putInt(4, sequence * 160).putInt(8, 77);
        return new DatagramPacket(packet.array(), 172, InetAddress.getByName(host), peer.port());
    }
}

package io.ringflow.bench.peer;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The callers' RTP as a process of its own: N streams over one socket, each with an address of its own in 127.1.0.0/16.
 * Thread-safe; the process ends with it.
 */
public final class NativePeer implements AutoCloseable {

    private static final int MOST_SECONDS = 20;

    private final Process process;
    private final BufferedWriter commands;
    private final int port;
    private final int streams;
    private final AtomicReferenceArray<@Nullable LongConsumer> firstPackets;
    private final BlockingQueue<Heard> answers = new LinkedBlockingQueue<>();

    /** @param program as {@link NativeCode} built it */
    public NativePeer(Path program, int streams) throws IOException {
        this.streams = streams;
        firstPackets = new AtomicReferenceArray<>(streams);
        process = new ProcessBuilder(program.toString(), Integer.toString(streams))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        commands = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String hello = output.readLine();
        if (hello == null || !hello.startsWith("port ")) throw new IOException("the callers' RTP did not start");
        port = Integer.parseInt(hello.substring(5));
        Thread.ofPlatform().name("rtp-peer").daemon().start(() -> listen(output));
    }

    /** Its process, for whoever measures. */
    public long pid() {
        return process.pid();
    }

    /** UDP port of every stream. */
    public int port() {
        return port;
    }

    public int streams() {
        return streams;
    }

    /** Address of one stream. */
    public static String host(int stream) {
        return "127.1." + stream / 250 + "." + (stream % 250 + 1);
    }

    /** What comes to the stream from now on is counted; the first packet's arrival is told, as of System.nanoTime. */
    public void listen(int stream, LongConsumer onFirstPacket) {
        firstPackets.set(stream, onFirstPacket);
        tell("l " + stream);
    }

    /** Sends G.711 of 20 ms, and takes packets from there alone. */
    public void send(int stream, String host, int toPort, int payloadType, int ssrc) {
        tell("s " + stream + " " + host + " " + toPort + " " + payloadType + " " + ssrc);
    }

    /** Sends nothing, and takes packets from there alone. */
    public void expect(int stream, String host, int fromPort) {
        tell("s " + stream + " " + host + " " + fromPort + " -1 0");
    }

    /** Presses keys by RFC 4733; {@code w} waits half a second, a final {@code +} starts over. */
    public void press(int stream, int payloadType, int afterTicks, String keys) {
        tell("k " + stream + " " + payloadType + " " + afterTicks + " " + keys);
    }

    /** Nothing more is sent or counted. */
    public void end(int stream) {
        firstPackets.set(stream, null);
        tell("e " + stream);
    }

    /** Forgets what was counted so far. */
    public void forget() {
        tell("z");
    }

    /** What was counted since the start, or since the last time. */
    public Heard collect() {
        tell("c");
        try {
            Heard heard = answers.poll(MOST_SECONDS, TimeUnit.SECONDS);
            if (heard == null) throw new IllegalStateException("the callers' RTP does not answer");
            return heard;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private synchronized void tell(String command) {
        try {
            commands.write(command);
            commands.write('\n');
            commands.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the callers' RTP has ended", e);
        }
    }

    private void listen(BufferedReader output) {
        var lines = new ArrayList<String>();
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("f ")) {
                    firstPacket(line);
                } else if (line.equals(".")) {
                    answers.add(Heard.parse(List.copyOf(lines)));
                    lines.clear();
                } else {
                    lines.add(line);
                }
            }
        } catch (IOException e) {
            // closed while read: the end
        }
    }

    private void firstPacket(String line) {
        int blank = line.indexOf(' ', 2);
        LongConsumer told = firstPackets.get(Integer.parseInt(line.substring(2, blank)));
        if (told != null) told.accept(Long.parseLong(line.substring(blank + 1)));
    }

    @Override
    public void close() {
        process.destroy();
    }
}

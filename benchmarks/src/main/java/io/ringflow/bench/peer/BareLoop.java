package io.ringflow.bench.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The limit: a process that makes a media server's system calls for N calls and does nothing else. It sends to the
 * peer's streams, and the peer to it. The process ends with it.
 */
public final class BareLoop implements AutoCloseable {

    private static final int PCMA = 8;

    private final Process process;
    private final NativePeer peer;
    private final int calls;

    /**
     * @param program as {@link NativeCode} built it
     * @param shared whether all calls share one socket
     */
    public BareLoop(Path program, boolean shared, int calls, NativePeer peer) throws IOException {
        this.calls = calls;
        this.peer = peer;
        process = new ProcessBuilder(program.toString(), shared ? "shared" : "ports", "" + calls, "" + peer.port())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (line == null) throw new IOException("the bare loop did not start");
        int[] ports = Arrays.stream(line.strip().split(" ", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        for (int i = 0; i < calls; i++) {
            peer.listen(i, at -> {});
            peer.send(i, "127.0.0.1", ports[shared ? 0 : i], PCMA, 0x20_0000 + i * 0x1F35);
        }
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        for (int i = 0; i < calls; i++) peer.end(i);
        process.destroy();
    }
}

package io.ringflow.ivr.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Whether an HTTP server may listen somewhere. The library logs a port in use and goes on without it; we do not start. */
public final class HttpPort {

    private HttpPort() {}

    /** @throws IllegalStateException in one line, if it is not */
    public static void mustBeFree(InetAddress host, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException taken) {
            throw new IllegalStateException(
                    "can't listen for HTTP at " + text(host, port) + ": " + taken.getMessage(), taken);
        }
    }

    /** For when it was free and could not be had all the same. */
    public static IllegalStateException unavailable(InetAddress host, int port) {
        return new IllegalStateException("can't listen for HTTP at " + text(host, port));
    }

    private static String text(InetAddress host, int port) {
        return host.getHostAddress() + ":" + port;
    }
}

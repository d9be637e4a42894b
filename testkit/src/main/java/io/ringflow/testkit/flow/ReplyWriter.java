package io.ringflow.testkit.flow;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Writes one reply, as badly as it asks for. Owned by its connection's thread. */
final class ReplyWriter {
    private static final byte[] FILLING = "<!-- filling -->".repeat(512).getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private final Waiting waiting;

    /** Waits in real time until the time is over or the connection ends. */
    interface Waiting {
        void hold(Duration time) throws IOException;
    }

    ReplyWriter(OutputStream out, Waiting waiting) {
        this.out = out;
        this.waiting = waiting;
    }

    /** Whether the connection may carry another request. */
    boolean write(FlowReply reply) throws IOException {
        return switch (reply) {
            case FlowReply.Document document -> whole(document);
            case FlowReply.Hang() -> {
                waiting.hold(Duration.ofDays(1));
                yield false;
            }
            case FlowReply.Close() -> false;
            case FlowReply.Drip drip -> drip(drip);
            case FlowReply.CutOff(var document, int octets) -> {
                out.write(head(document));
                out.write(octets(document.body()), 0, octets);
                out.flush();
                yield false;
            }
            case FlowReply.Huge(long octets) -> huge(octets);
            case FlowReply.Endless() -> endless();
            case FlowReply.Late(var after, var later) -> {
                waiting.hold(after);
                yield write(later);
            }
        };
    }

    private boolean whole(FlowReply.Document document) throws IOException {
        byte[] head = head(document);
        byte[] body = octets(document.body());
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        out.write(all);
        out.flush();
        return !document.close();
    }

    private boolean drip(FlowReply.Drip drip) throws IOException {
        byte[] head = head(drip.document());
        if (drip.headersToo()) {
            drop(head, drip.between());
        } else {
            out.write(head);
        }
        drop(octets(drip.document().body()), drip.between());
        return true;
    }

    private void drop(byte[] octets, Duration between) throws IOException {
        for (byte octet : octets) {
            out.write(octet);
            out.flush();
            waiting.hold(between);
        }
    }

    private boolean huge(long octets) throws IOException {
        byte[] start = octets("<?xml version=\"1.0\"?>\n<Response>");
        byte[] end = octets("<CmdNone/></Response>\n");
        long fillings = Math.max(0, (octets - start.length - end.length + FILLING.length - 1) / FILLING.length);
        long length = start.length + fillings * FILLING.length + end.length;
        out.write(octets("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: " + length + "\r\n\r\n"));
        out.write(start);
        for (long i = 0; i < fillings; i++) {
            out.write(FILLING);
        }
        out.write(end);
        out.flush();
        return true;
    }

    private boolean endless() throws IOException {
        out.write(octets("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n"));
        byte[] chunk = octets(Integer.toHexString(FILLING.length) + "\r\n");
        out.write(octets("a\r\n<Response>\r\n"));
        while (true) {
            out.write(chunk);
            out.write(FILLING);
            out.write(octets("\r\n"));
            out.flush();
            waiting.hold(Duration.ofMillis(1));
        }
    }

    private static byte[] head(FlowReply.Document document) {
        var head = new StringBuilder("HTTP/1.1 " + document.status() + " " + reason(document.status()) + "\r\n");
        document.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        if (document.status() != 204 && document.status() != 304) { // RFC 9110 §8.6
            head.append("Content-Length: " + octets(document.body()).length + "\r\n");
        }
        return octets(head + "\r\n");
    }

    private static String reason(int status) {
        return status / 100 == 2 ? "OK" : status / 100 == 3 ? "Elsewhere" : "Failed";
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

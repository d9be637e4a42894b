package io.ringflow.bench.load;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * The audio stream of a session description, as far as a caller needs it (RFC 8866).
 *
 * @param address where its author wants RTP
 * @param payloadType the first of its formats that is PCMA or PCMU
 * @param eventType payload type of telephone-event/8000, or -1
 */
record AudioDescription(InetSocketAddress address, int payloadType, int eventType) {

    static final int PCMU = 0;
    static final int PCMA = 8;
    static final int EVENTS = 101;

    /** An offer or answer of G.711 and telephone events at this port. */
    static String write(String host, int port, int version) {
        return "v=0\r\no=load 1 " + version + " IN IP4 " + host + "\r\ns=-\r\nc=IN IP4 " + host
                + "\r\nt=0 0\r\nm=audio "
                + port + " RTP/AVP " + PCMA + " " + PCMU + " " + EVENTS
                + "\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\n"
                + "a=fmtp:101 0-15\r\na=ptime:20\r\na=rtcp-mux\r\na=sendrecv\r\n";
    }

    /** Empty when there is no audio, it is refused (port 0), or none of its formats is ours. */
    static Optional<AudioDescription> read(String sdp) {
        String host = "";
        String[] media = {};
        int eventType = -1;
        for (String line : sdp.split("\r?\n", -1)) {
            if (line.startsWith("c=IN IP4 ")) host = line.substring(9).strip();
            if (line.startsWith("m=") && media.length > 0) break;
            if (line.startsWith("m=audio ")) media = line.substring(8).strip().split(" ");
            if (line.startsWith("a=rtpmap:") && line.endsWith(" telephone-event/8000")) {
                eventType = Integer.parseInt(line.substring(9, line.indexOf(' ')));
            }
        }
        if (media.length < 3 || host.isEmpty() || media[0].equals("0")) return Optional.empty();
        for (int i = 2; i < media.length; i++) {
            int type = Integer.parseInt(media[i]);
            if (type != PCMA && type != PCMU) continue;
            return Optional.of(
                    new AudioDescription(new InetSocketAddress(host, Integer.parseInt(media[0])), type, eventType));
        }
        return Optional.empty();
    }
}

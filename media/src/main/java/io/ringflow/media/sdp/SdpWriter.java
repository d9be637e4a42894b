package io.ringflow.media.sdp;

import io.ringflow.media.sdp.Sdp.Attribute;
import io.ringflow.media.sdp.Sdp.Connection;
import java.util.List;

/** {@link Sdp} to text, in the order of RFC 8866 §5, with CRLF. */
public final class SdpWriter {
    private static final String END = "\r\n";

    private SdpWriter() {}

    public static String write(Sdp sdp) {
        StringBuilder text = new StringBuilder(512);
        Sdp.Origin origin = sdp.origin();
        line(text, 'v', "0");
        begin(text, 'o').append(origin.user());
        text.append(' ').append(origin.sessionId()).append(' ').append(origin.version());
        text.append(' ').append(origin.network()).append(' ').append(origin.addressType());
        text.append(' ').append(origin.address()).append(END);
        line(text, 's', sdp.sessionName());
        sdp.connection().ifPresent(connection -> connection(text, connection));
        line(text, 't', sdp.timing());
        attributes(text, sdp.attributes());
        for (MediaDescription media : sdp.media()) {
            begin(text, 'm').append(media.kind()).append(' ').append(media.port());
            text.append(' ').append(media.protocol());
            media.formats().forEach(format -> text.append(' ').append(format));
            text.append(END);
            media.connection().ifPresent(connection -> connection(text, connection));
            attributes(text, media.attributes());
        }
        return text.toString();
    }

    private static void connection(StringBuilder text, Connection connection) {
        begin(text, 'c').append(connection.network()).append(' ').append(connection.addressType());
        text.append(' ').append(connection.address()).append(END);
    }

    private static void attributes(StringBuilder text, List<Attribute> attributes) {
        for (Attribute attribute : attributes) {
            begin(text, 'a').append(attribute.name());
            if (!attribute.value().isEmpty()) {
                text.append(':').append(attribute.value());
            }
            text.append(END);
        }
    }

    private static void line(StringBuilder text, char type, String value) {
        begin(text, type).append(value).append(END);
    }

    private static StringBuilder begin(StringBuilder text, char type) {
        return text.append(type).append('=');
    }
}

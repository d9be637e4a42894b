package io.ringflow.media.sdp;

import io.ringflow.media.sdp.Sdp.Attribute;
import io.ringflow.media.sdp.Sdp.Connection;
import java.util.List;

/** {@link Sdp} to text, in the order of RFC 8866 §5, with CRLF. */
public final class SdpWriter {
    private SdpWriter() {}

    public static String write(Sdp sdp) {
        StringBuilder text = new StringBuilder(512);
        Sdp.Origin origin = sdp.origin();
        line(text, 'v', "0");
        line(
                text,
                'o',
                String.join(
                        " ",
                        origin.user(),
                        origin.sessionId(),
                        origin.version(),
                        origin.network(),
                        origin.addressType(),
                        origin.address()));
        line(text, 's', sdp.sessionName());
        sdp.connection().ifPresent(connection -> connection(text, connection));
        line(text, 't', sdp.timing());
        attributes(text, sdp.attributes());
        for (MediaDescription media : sdp.media()) {
            line(
                    text,
                    'm',
                    media.kind() + " " + media.port() + " " + media.protocol() + " "
                            + String.join(" ", media.formats()));
            media.connection().ifPresent(connection -> connection(text, connection));
            attributes(text, media.attributes());
        }
        return text.toString();
    }

    private static void connection(StringBuilder text, Connection connection) {
        line(text, 'c', connection.network() + " " + connection.addressType() + " " + connection.address());
    }

    private static void attributes(StringBuilder text, List<Attribute> attributes) {
        for (Attribute attribute : attributes) {
            line(
                    text,
                    'a',
                    attribute.value().isEmpty() ? attribute.name() : attribute.name() + ":" + attribute.value());
        }
    }

    private static void line(StringBuilder text, char type, String value) {
        text.append(type).append('=').append(value).append("\r\n");
    }
}

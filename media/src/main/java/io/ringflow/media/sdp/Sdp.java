package io.ringflow.media.sdp;

import java.util.List;
import java.util.Optional;

/**
 * A session description (RFC 8866): the lines that matter to negotiation, the others are not kept. Immutable.
 *
 * @param timing the value of {@code t=}; an answer repeats that of its offer (RFC 3264 §6)
 * @param attributes those of the session level
 */
public record Sdp(
        Origin origin,
        String sessionName,
        Optional<Connection> connection,
        String timing,
        List<Attribute> attributes,
        List<MediaDescription> media) {

    static final String UNBOUNDED = "0 0";

    public Sdp {
        attributes = List.copyOf(attributes);
        media = List.copyOf(media);
    }

    /**
     * {@code o=}. Session id and version are digits by the standard, but longer than any integer of ours with some
     * senders, and nothing depends on them: they stay text.
     */
    public record Origin(
            String user, String sessionId, String version, String network, String addressType, String address) {
        static final Origin NONE = new Origin("-", "0", "0", "IN", "IP4", "0.0.0.0");
    }

    /** {@code c=}. The address may carry a TTL. */
    public record Connection(String network, String addressType, String address) {
        static Connection of(String address) {
            return new Connection("IN", address.indexOf(':') < 0 ? "IP4" : "IP6", address);
        }
    }

    /** {@code a=}; the value is empty for a flag. */
    public record Attribute(String name, String value) {
        static Attribute flag(String name) {
            return new Attribute(name, "");
        }
    }

    /** The first attribute of this name. */
    static Optional<String> attribute(List<Attribute> attributes, String name) {
        for (Attribute attribute : attributes) {
            if (attribute.name().equals(name)) {
                return Optional.of(attribute.value());
            }
        }
        return Optional.empty();
    }
}

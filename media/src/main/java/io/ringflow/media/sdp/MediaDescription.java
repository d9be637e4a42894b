package io.ringflow.media.sdp;

import io.ringflow.media.sdp.Sdp.Attribute;
import io.ringflow.media.sdp.Sdp.Connection;
import java.util.List;
import java.util.Optional;

/**
 * One {@code m=} line and what follows it. Immutable.
 *
 * @param kind audio, video, image …
 * @param port 0 refuses or removes the stream
 * @param protocol e.g. {@code RTP/AVP}
 * @param formats payload types for RTP, anything for other protocols; at least one
 */
public record MediaDescription(
        String kind,
        int port,
        String protocol,
        List<String> formats,
        Optional<Connection> connection,
        List<Attribute> attributes) {

    public MediaDescription {
        formats = List.copyOf(formats);
        attributes = List.copyOf(attributes);
    }

    /** RFC 3264 §6: the line stays in its place, with port 0. */
    MediaDescription refused() {
        return new MediaDescription(kind, 0, protocol, formats, Optional.empty(), List.of());
    }

    boolean isAudio() {
        return kind.equalsIgnoreCase("audio");
    }

    /** The first attribute of this name, of the media level. */
    Optional<String> attribute(String name) {
        return Sdp.attribute(attributes, name);
    }
}

package io.ringflow.sip.leg;

import io.ringflow.sip.SessionDescription;
import io.ringflow.sip.stack.InboundRequest;
import io.ringflow.sip.stack.InboundResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the body of a request is to us (RFC 3261 §8.2.3, §7.4). */
sealed interface Body {
    Pattern SPACE = Pattern.compile("\\s");
    Pattern SPACE_OR_QUOTE = Pattern.compile("[\\s\"]");

    record None() implements Body {}

    record Session(SessionDescription description) implements Body {}

    /** Keys in an INFO; the content type without parameters. */
    record Dtmf(SessionDescription content) implements Body {}

    record Unknown(String contentType) implements Body {}

    /** Compressed or encrypted. */
    record Encoded() implements Body {}

    static Body of(InboundRequest request) {
        Optional<SessionDescription> body = request.body().filter(content -> content.bytes().length > 0);
        if (body.isEmpty()) {
            return new None();
        }
        Body read = encoded(request) ? new Encoded() : read(body.get(), request.method());
        boolean understood = !(read instanceof Unknown || read instanceof Encoded);
        return understood || !optional(request) ? read : new None();
    }

    /** The session description, if there is one. */
    static Optional<SessionDescription> session(InboundRequest request) {
        return of(request) instanceof Session(SessionDescription description)
                ? Optional.of(description)
                : Optional.empty();
    }

    /** The session description of a response, if there is one. */
    static Optional<SessionDescription> session(InboundResponse response) {
        return response.body()
                .filter(content -> content.bytes().length > 0)
                .flatMap(content -> read(content, response.method()) instanceof Session(SessionDescription description)
                        ? Optional.of(description)
                        : Optional.empty());
    }

    /** Type and subtype in lower case, without parameters. */
    static String mediaType(String contentType) {
        int semicolon = contentType.indexOf(';');
        String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
        return SPACE.matcher(type).replaceAll("").toLowerCase(Locale.ROOT);
    }

    private static Body read(SessionDescription body, String method) {
        String type = mediaType(body.contentType());
        if (method.equals("INFO")) {
            boolean dtmf = type.equals(Capabilities.DTMF_RELAY) || type.equals(Capabilities.DTMF);
            return dtmf ? new Dtmf(new SessionDescription(type, body.bytes())) : new Unknown(type);
        }
        if (type.equals(SessionDescription.SDP)) {
            return new Session(body);
        }
        if (type.startsWith("multipart/")) {
            return Multipart.sessionIn(body).<Body>map(Session::new).orElse(new Unknown(type));
        }
        // A peer that forgets Content-Type but writes SDP is understood; guessing further would be wrong.
        if (type.isEmpty() && new String(body.bytes(), StandardCharsets.ISO_8859_1).startsWith("v=0")) {
            return new Session(new SessionDescription(SessionDescription.SDP, body.bytes()));
        }
        return new Unknown(type);
    }

    private static boolean encoded(InboundRequest request) {
        List<String> encodings = RequestRules.values(request, "Content-Encoding");
        return encodings.stream().anyMatch(encoding -> !encoding.equalsIgnoreCase("identity"));
    }

    /** RFC 3261 §20.11: a body with handling=optional may be ignored by who doesn't understand it. */
    private static boolean optional(InboundRequest request) {
        Optional<String> disposition = request.header("Content-Disposition");
        return disposition.isPresent()
                && SPACE_OR_QUOTE
                        .matcher(disposition.get())
                        .replaceAll("")
                        .toLowerCase(Locale.ROOT)
                        .contains(";handling=optional");
    }
}

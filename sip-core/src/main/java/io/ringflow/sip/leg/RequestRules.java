package io.ringflow.sip.leg;

import io.ringflow.sip.SessionDescription;
import io.ringflow.sip.stack.InboundRequest;
import io.ringflow.sip.stack.InboundRequest.HeaderLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What we can't do for a request, found before any state is made, in the order of RFC 3261 §8.2. Pure. */
public final class RequestRules {
    private static final Set<String> SCHEMES = Set.of("sip", "sips", "tel");

    private RequestRules() {}

    /** Why this request can't be served, wherever it belongs. ACK and CANCEL are never refused here. */
    public static Optional<Refusal> refusal(InboundRequest request) {
        String method = request.method();
        if (method.equals("ACK") || method.equals("CANCEL")) {
            return Optional.empty();
        }
        if (!Capabilities.METHODS.contains(method)) {
            int status = Capabilities.KNOWN_METHODS.contains(method) ? 405 : 501;
            return Optional.of(Refusal.of(status, Capabilities.ALLOW));
        }
        return unserved(request);
    }

    /** The same of a request whose method is served. */
    static Optional<Refusal> unserved(InboundRequest request) {
        String method = request.method();
        if (!SCHEMES.contains(UserPart.scheme(request.requestUri()))) {
            return Optional.of(Refusal.of(416));
        }
        if (method.equals("BYE")) {
            // A call that ends must end, whatever extension its BYE asks for.
            return Optional.empty();
        }
        return unknownOptions(request).or(() -> content(request));
    }

    private static Optional<Refusal> unknownOptions(InboundRequest request) {
        List<String> unknown = new ArrayList<>();
        for (String tag : values(request, "Require")) {
            if (!Capabilities.served(request.method()).contains(tag.toLowerCase(Locale.ROOT))) {
                unknown.add(tag);
            }
        }
        if (unknown.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Refusal.of(420, new HeaderLine("Unsupported", String.join(", ", unknown))));
    }

    private static Optional<Refusal> content(InboundRequest request) {
        return switch (request.method()) {
            case "INVITE", "UPDATE" -> unreadable(request, Capabilities.ACCEPT).or(() -> unacceptable(request));
            case "INFO" -> unreadable(request, Capabilities.ACCEPT_INFO);
            default -> Optional.empty();
        };
    }

    private static Optional<Refusal> unreadable(InboundRequest request, HeaderLine accept) {
        return switch (Body.of(request)) {
            case Body.None none -> Optional.empty();
            case Body.Session session -> Optional.empty();
            case Body.Dtmf dtmf -> Optional.empty();
            case Body.Encoded encoded -> Optional.of(Refusal.of(415, accept, Capabilities.ACCEPT_ENCODING));
            case Body.Unknown unknown -> Optional.of(Refusal.of(415, accept));
        };
    }

    /** RFC 3261 §20.1: without an Accept header, application/sdp is meant. */
    private static Optional<Refusal> unacceptable(InboundRequest request) {
        if (request.headers("Accept").isEmpty()) {
            return Optional.empty();
        }
        for (String range : values(request, "Accept")) {
            String type = Body.mediaType(range);
            if (type.equals(SessionDescription.SDP) || type.equals("*/*") || type.equals("application/*")) {
                return Optional.empty();
            }
        }
        return Optional.of(Refusal.of(406, Capabilities.ACCEPT));
    }

    static List<String> values(InboundRequest request, String name) {
        return split(request.headers(name));
    }

    /** The values of header lines that are lists. */
    static List<String> split(List<String> lines) {
        List<String> values = new ArrayList<>();
        lines.forEach(line -> values.addAll(NameAddr.split(line)));
        return values;
    }
}

package io.ringflow.ivr.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One step of a request on its way here, as the proxy that took it says. Immutable; all of it as it was written.
 *
 * @param sender who sent it to the proxy: {@code 192.0.2.1}, {@code 192.0.2.1:4711}, {@code [2001:db8::1]:4711}, {@code
 *     unknown} or a made-up name
 * @param scheme by which; empty: not said
 * @param host that was asked; empty: not said
 */
record ForwardedHop(String sender, String scheme, String host) {

    /** The address of the sender, if it is one. */
    Optional<String> address() {
        return literal(sender).map(InetAddress::getHostAddress);
    }

    /** The address in {@code address}, {@code address:port} or {@code [address]:port}; names are not looked up. */
    static Optional<InetAddress> literal(String node) {
        String text = node.strip();
        int colon = text.indexOf(':');
        if (text.startsWith("[")) {
            text = text.substring(1, Math.max(1, text.indexOf(']')));
        } else if (colon > 0 && colon == text.lastIndexOf(':')) {
            text = text.substring(0, colon);
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Of {@code Forwarded} (RFC 7239 §4), the nearest proxy's last. A header line that is cut short spoils no other. */
    static List<ForwardedHop> ofStandard(List<String> values) {
        var hops = new ArrayList<ForwardedHop>();
        for (String value : values) {
            for (String element : split(value, ',')) {
                String sender = "";
                String scheme = "";
                String host = "";
                for (String pair : split(element, ';')) {
                    int is = pair.indexOf('=');
                    if (is < 0) continue;
                    String said = unquoted(pair.substring(is + 1).strip());
                    switch (pair.substring(0, is).strip().toLowerCase(Locale.ROOT)) {
                        case "for" -> sender = said;
                        case "proto" -> scheme = said;
                        case "host" -> host = said;
                        default -> {}
                    }
                }
                hops.add(new ForwardedHop(sender, scheme, host));
            }
        }
        return hops;
    }

    /**
     * Of {@code X-Forwarded-For} and its like. Proxies add to the first, and put the others in place of what was there: their
     * last value holds for all.
     */
    static List<ForwardedHop> ofCustom(List<String> senders, List<String> schemes, List<String> hosts) {
        String scheme = last(schemes);
        String host = last(hosts);
        return senders.stream()
                .flatMap(value -> split(value, ',').stream())
                .map(sender -> new ForwardedHop(sender.strip(), scheme, host))
                .toList();
    }

    private static String last(List<String> values) {
        return values.isEmpty() ? "" : split(values.getLast(), ',').getLast().strip();
    }

    /** Cut at a sign that does not stand in quotes. */
    private static List<String> split(String text, char at) {
        var parts = new ArrayList<String>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == at && !quoted) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1") : text;
    }
}

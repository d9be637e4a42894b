package io.ringflow.ivr.config;

import io.ringflow.ivr.application.ApplicationRules;
import io.ringflow.ivr.trunk.TrunkPeer;
import io.ringflow.media.codec.CodecCatalog;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Readings of text that several sections need. Pure. */
final class Values {

    /** The last label of a name is no number (RFC 3696 §2). */
    private static final Pattern HOST_NAME =
            Pattern.compile("(?=.{1,253}$)([0-9A-Za-z]([0-9A-Za-z-]{0,61}[0-9A-Za-z])?\\.)*"
                    + "[A-Za-z]([0-9A-Za-z-]{0,61}[0-9A-Za-z])?");

    private Values() {}

    /** A numeric address; a name would be looked up at a moment nobody chose. */
    static InetAddress address(Section section, String key) {
        String text = section.text(key).strip();
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException _) {
            section.problem(key, "must be an IP address, not \"" + text + "\"");
            return InetAddress.getLoopbackAddress();
        }
    }

    /** An address or a host name, and a port, 5060 when there is none; empty, and told, when it is something else. */
    static Optional<TrunkPeer> peer(Section section, String key) {
        String text = section.text(key).strip();
        int colon = text.lastIndexOf(':');
        boolean ported = colon > 0 && (text.indexOf(':') == colon || text.charAt(colon - 1) == ']');
        try {
            String host = (ported ? text.substring(0, colon) : text).replaceAll("^\\[|]$", "");
            int port = ported ? Integer.parseInt(text.substring(colon + 1)) : 5060;
            if (port > 0 && port <= 65_535 && HOST_NAME.matcher(host).matches()) {
                return Optional.of(TrunkPeer.named(host, port));
            }
            if (port > 0) return Optional.of(TrunkPeer.of(new InetSocketAddress(InetAddress.ofLiteral(host), port)));
        } catch (IllegalArgumentException _) {
            // The one message below says it for all.
        }
        section.problem(
                key, "must be an address or a host name, and a port, like 198.51.100.7:5060, not \"" + text + "\"");
        return Optional.empty();
    }

    static boolean isNetwork(String text) {
        int slash = text.indexOf('/');
        try {
            int bits = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash))
                            .getAddress()
                            .length
                    * 8;
            int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
            return prefix >= 0 && prefix <= bits;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** Networks like {@code 10.0.0.0/8}; those that are none are told and left out. */
    static List<String> networks(Section section, String key) {
        List<String> networks = new ArrayList<>();
        for (String network : section.texts(key)) {
            if (isNetwork(network)) {
                networks.add(network);
            } else {
                section.problem(key, "holds \"" + network + "\", which is not a network like 10.0.0.0/8");
            }
        }
        return List.copyOf(networks);
    }

    /** Names of codecs that can be had here. */
    static List<String> codecs(Section section, String key) {
        List<String> codecs = section.texts(key);
        if (codecs.isEmpty()) {
            section.problem(key, "is empty: no call could be answered");
            return codecs;
        }
        try {
            CodecCatalog.standard().offered(codecs);
        } catch (IllegalArgumentException e) {
            section.problem(key, "does not do: " + e.getMessage());
        }
        return codecs;
    }

    /** An http or https URL, or empty when the key is. */
    static Optional<URI> url(Section section, String key) {
        String text = section.text(key).strip();
        if (text.isEmpty()) return Optional.empty();
        var url = ApplicationRules.webUrl(text);
        if (url.isPresent()) return url;
        section.problem(key, "must be a URL like http://app.example.com/ivr, not \"" + text + "\"");
        return Optional.empty();
    }
}

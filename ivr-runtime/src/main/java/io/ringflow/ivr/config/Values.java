package io.ringflow.ivr.config;

import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;

/** Readings of text that several sections need. Pure. */
final class Values {

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

    /** An http or https URL, or empty when the key is. */
    static Optional<URI> url(Section section, String key) {
        String text = section.text(key).strip();
        if (text.isEmpty()) return Optional.empty();
        String wrong = "must be a URL like http://app.example.com/ivr, not \"" + text + "\"";
        try {
            URI uri = URI.create(text);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null) {
                return Optional.of(uri);
            }
        } catch (IllegalArgumentException _) {
            // The one message below says it for both.
        }
        section.problem(key, wrong);
        return Optional.empty();
    }
}

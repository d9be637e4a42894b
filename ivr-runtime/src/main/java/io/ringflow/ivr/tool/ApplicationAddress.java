package io.ringflow.ivr.tool;

import java.net.URI;
import java.util.Locale;

/** The URL of an application as it is typed. Stateless. */
final class ApplicationAddress {

    private ApplicationAddress() {}

    static boolean isUrl(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") || lower.startsWith("https://");
    }

    /** @throws ToolFailure if it is none */
    static URI of(String text) {
        try {
            var url = URI.create(text);
            if (isUrl(text) && url.getHost() != null) return url;
        } catch (IllegalArgumentException notOne) {
            throw new ToolFailure(text + " is not a URL: " + notOne.getMessage());
        }
        throw new ToolFailure(text + " is not a URL of an application, such as http://127.0.0.1:9000");
    }
}

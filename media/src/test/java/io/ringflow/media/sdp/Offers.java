package io.ringflow.media.sdp;

import io.ringflow.media.codec.CodecCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Offers as real equipment sends them, and ourselves. */
final class Offers {
    static final List<String> NAMES = List.of(
            "asterisk",
            "freeswitch",
            "baresip",
            "linphone-optional-srtp",
            "yealink",
            "cisco",
            "huawei-ims",
            "zte-g711-only",
            "polycom-hold",
            "rfc2543-hold",
            "fax-switch",
            "chrome");

    private Offers() {}

    static String read(String name) {
        try (InputStream in = Objects.requireNonNull(Offers.class.getResourceAsStream("offers/" + name + ".sdp"))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.replace("\r", "").replace("\n", "\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static LocalMedia local(String... codecs) {
        return new LocalMedia(
                "192.0.2.1", 20_000, 20_001, 7, 1, CodecCatalog.standard().offered(List.of(codecs)), 20);
    }

    /** An offer whose audio section is this one. */
    static String audio(String... lines) {
        return "v=0\r\no=- 1 1 IN IP4 198.51.100.1\r\ns=-\r\nc=IN IP4 198.51.100.1\r\nt=0 0\r\n"
                + String.join("\r\n", lines) + "\r\n";
    }
}

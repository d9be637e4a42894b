package io.ringflow.ivr.flow;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The characters of an answer. Its encoding is told by a byte order mark, else by the XML declaration, else by the
 * header (RFC 7303 §3), else it is UTF-8. Decoded here and strictly, since the JDK's parser writes to standard error
 * about bytes that it does not like.
 */
public final class BodyText {

    private static final Pattern DECLARED =
            Pattern.compile("^\\s*<\\?xml[^>]*?\\bencoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");
    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*\"?([a-z0-9._:+-]+)");
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int DECLARATION_LENGTH = 200;

    private BodyText() {}

    /** @throws DocumentError if the bytes are not of their encoding */
    public static String of(byte[] body, @Nullable String contentType) {
        var charset = charset(body, contentType);
        try {
            var text = charset.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (CharacterCodingException wrong) {
            throw new DocumentError(0, 0, "the answer has bytes that are not " + charset.name());
        }
    }

    private static Charset charset(byte[] body, @Nullable String contentType) {
        if (startsWith(body, 0xEF, 0xBB, 0xBF)) return StandardCharsets.UTF_8;
        if (startsWith(body, 0xFE, 0xFF) || startsWith(body, 0, '<')) return StandardCharsets.UTF_16BE;
        if (startsWith(body, 0xFF, 0xFE) || startsWith(body, '<', 0)) return StandardCharsets.UTF_16LE;
        var head = new String(body, 0, Math.min(DECLARATION_LENGTH, body.length), StandardCharsets.ISO_8859_1);
        var declared = DECLARED.matcher(head);
        if (declared.find()) {
            return named(declared.group(1))
                    .orElseThrow(() -> new DocumentError(1, 1, "the encoding of the declaration is not known"));
        }
        return ofHeader(contentType).orElse(StandardCharsets.UTF_8);
    }

    private static Optional<Charset> ofHeader(@Nullable String contentType) {
        if (contentType == null) return Optional.empty();
        var said = CHARSET.matcher(contentType.toLowerCase(Locale.ROOT));
        return said.find() ? named(said.group(1)) : Optional.empty();
    }

    private static Optional<Charset> named(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Optional.empty();
        }
    }

    private static boolean startsWith(byte[] body, int... bytes) {
        if (body.length < bytes.length) return false;
        for (int i = 0; i < bytes.length; i++) {
            if ((body[i] & 0xff) != bytes[i]) return false;
        }
        return true;
    }
}

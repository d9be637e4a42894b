package io.ringflow.ivr.flow;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs a request so that the application knows it is ours and fresh (D17). Pure.
 *
 * <p>The value is {@code t=<unix seconds>,v1=<hex>}, where hex is the HMAC-SHA256 of {@code t.method.url.body} under the
 * application's secret; {@code url} is the whole URL as requested, the query included. An application should refuse a
 * {@code t} more than five minutes off, and take any of several {@code v1} while a key is changed.
 */
public final class RequestSignature {

    /** Name of the header. */
    public static final String HEADER = "X-Signature";

    private static final String ALGORITHM = "HmacSHA256";

    private RequestSignature() {}

    /** The header's value for one request. */
    public static String of(String secret, Instant at, String method, URI url, String body) {
        long seconds = at.getEpochSecond();
        String signed = seconds + "." + method + "." + url + "." + body;
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            byte[] hash = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
            return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is part of every Java platform", e);
        }
    }
}

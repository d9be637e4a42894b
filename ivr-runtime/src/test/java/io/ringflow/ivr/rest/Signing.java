package io.ringflow.ivr.rest;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

/** What a client of the cloud signs its requests with (flow-protocol 8.1); shares no code with the server. */
public final class Signing {

    private Signing() {}

    public static String sig(String sid, String token, String timestamp) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("MD5").digest((sid + token + timestamp).getBytes(StandardCharsets.UTF_8));
            return "%032X".formatted(new BigInteger(1, hash));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public static String authorization(String sid, String timestamp) {
        return Base64.getEncoder().encodeToString((sid + ":" + timestamp).getBytes(StandardCharsets.UTF_8));
    }
}

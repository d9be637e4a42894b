package io.ringflow.sip.digest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Nonces that prove themselves: time, chance, and an HMAC over both and the realm, so that a challenge costs no memory.
 * Only one that was used rightly is remembered, for the count that must rise (RFC 7616 §3.4); when there are too many,
 * the oldest is forgotten, and with it every nonce that is as old. Thread-safe.
 */
public final class Nonces {
    private static final int HEAD = Long.BYTES * 2;
    private static final int PROOF = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;
    private final Duration lifetime;
    private final int mostUsed;
    private final InstantSource clock;
    private final Map<String, Used> used = new LinkedHashMap<>();
    private long forgottenUntil;

    /** The highest count seen and, as bits, which of the 64 below were: requests may overtake each other. */
    private static final class Used {
        final long madeAt;
        long highest;
        long seen;

        Used(long madeAt) {
            this.madeAt = madeAt;
        }

        boolean take(long count) {
            if (count > highest) {
                long step = count - highest;
                seen = step >= Long.SIZE ? 1 : seen << step | 1;
                highest = count;
                return true;
            }
            long back = highest - count;
            boolean fresh = count > 0 && back < Long.SIZE && (seen >> back & 1) == 0;
            if (fresh) {
                seen |= 1L << back;
            }
            return fresh;
        }
    }

    /**
     * @param key secret of at least 32 octets; servers that share it take each other's nonces
     * @param mostUsed nonces whose counts are remembered at once
     */
    public Nonces(byte[] key, Duration lifetime, int mostUsed, InstantSource clock) {
        if (key.length < 32) {
            throw new IllegalArgumentException("a key of " + key.length + " octets is too short");
        }
        this.key = new SecretKeySpec(key, "HmacSHA256");
        this.lifetime = lifetime;
        this.mostUsed = mostUsed;
        this.clock = clock;
    }

    /** A key that no other server has. */
    public static byte[] randomKey() {
        byte[] key = new byte[32];
        RANDOM.nextBytes(key);
        return key;
    }

    String make(String realm) {
        byte[] head = ByteBuffer.allocate(HEAD)
                .putLong(clock.millis())
                .putLong(RANDOM.nextLong())
                .array();
        byte[] whole = Arrays.copyOf(head, HEAD + PROOF);
        System.arraycopy(proof(head, realm), 0, whole, HEAD, PROOF);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /** Whether it was made for this realm and is still good. */
    boolean isOurs(String nonce, String realm) {
        Optional<byte[]> whole = decoded(nonce);
        if (whole.isEmpty()) {
            return false;
        }
        byte[] head = Arrays.copyOf(whole.get(), HEAD);
        byte[] proof = Arrays.copyOfRange(whole.get(), HEAD, HEAD + PROOF);
        long age = clock.millis() - madeAt(whole.get());
        return MessageDigest.isEqual(proof, proof(head, realm)) && age >= 0 && age <= lifetime.toMillis();
    }

    /** Counts one use of a nonce of ours; false if that count was used before, or may have been. */
    boolean use(String nonce, long count) {
        Optional<byte[]> whole = decoded(nonce);
        if (whole.isEmpty()) {
            return false;
        }
        long madeAt = madeAt(whole.get());
        synchronized (used) {
            Used known = used.get(nonce);
            if (known == null) {
                if (madeAt <= forgottenUntil) {
                    return false;
                }
                makeRoom();
                known = new Used(madeAt);
                used.put(nonce, known);
            }
            return known.take(count);
        }
    }

    /** The one that was used first goes; unless it has expired, no nonce so old counts as new any more. */
    private void makeRoom() {
        var entries = used.values().iterator();
        while (used.size() >= mostUsed && entries.hasNext()) {
            long madeAt = entries.next().madeAt;
            if (clock.millis() - madeAt <= lifetime.toMillis()) {
                forgottenUntil = Math.max(forgottenUntil, madeAt);
            }
            entries.remove();
        }
    }

    private static Optional<byte[]> decoded(String nonce) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(nonce)).filter(octets -> octets.length == HEAD + PROOF);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static long madeAt(byte[] whole) {
        return ByteBuffer.wrap(whole).getLong();
    }

    private byte[] proof(byte[] head, String realm) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(head);
            return Arrays.copyOf(mac.doFinal(realm.getBytes(StandardCharsets.UTF_8)), PROOF);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }
}

package io.ringflow.ivr.rest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out who sent a request (flow-protocol 8.1, D26): by {@code sig} and {@code Authorization} as the cloud's clients
 * send them, or by a bearer key. Thread-safe. Reads no body: nobody unknown is listened to that long.
 */
final class Authentication {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final Map<Address, Account> accounts = new HashMap<>();
    private final Timestamps timestamps;
    private final InstantSource clock;

    private record Address(boolean subAccount, String sid) {}

    /**
     * Who it is.
     *
     * @param timestamp what the signature was made with; empty: there was a key
     */
    record Caller(Account account, Optional<String> timestamp) {}

    Authentication(List<Account> accounts, Timestamps timestamps, InstantSource clock) {
        accounts.forEach(account -> this.accounts.put(new Address(account.subAccount(), account.sid()), account));
        this.timestamps = timestamps;
        this.clock = clock;
    }

    /** @throws RestRefused with what to tell the sender */
    Caller check(RestRequest request) {
        var account = accounts.get(new Address(request.subAccount(), request.sid()));
        if (account == null) throw new RestRefused(RestError.NO_SUCH_ACCOUNT);
        var authorization = request.authorization()
                .orElseThrow(() -> new RestRefused(RestError.NOT_AUTHENTICATED, "There is no Authorization header."));
        if (request.bearer()) return withKey(account, authorization);
        return signed(account, authorization, request.parameter("sig"));
    }

    private static Caller withKey(Account account, String authorization) {
        String key = RestRequest.Bearer.PREFIX
                .matcher(authorization)
                .replaceFirst("")
                .strip();
        boolean right = KeyHash.written(account.apiKey()).equals(KeyHash.of(key));
        if (account.apiKey().isEmpty() || !right) {
            throw new RestRefused(RestError.BAD_SIGNATURE, "The bearer key is not that of the account.");
        }
        return new Caller(account, Optional.empty());
    }

    private Caller signed(Account account, String authorization, Optional<String> sig) {
        String timestamp = timestamp(account, authorization);
        byte[] wanted = hash("MD5", account.sid() + account.token() + timestamp);
        String said = sig.orElseThrow(() -> new RestRefused(
                RestError.NOT_AUTHENTICATED, "There is no parameter sig, and the Authorization is no bearer key."));
        byte[] given = said.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        boolean right = same(given, HEX.formatHex(wanted).getBytes(StandardCharsets.UTF_8));
        if (account.token().isEmpty() || !right) {
            throw new RestRefused(
                    RestError.BAD_SIGNATURE, "The sig is not the MD5 of accountSid, authToken and timestamp.");
        }
        return new Caller(account, Optional.of(timestamp));
    }

    private String timestamp(Account account, String authorization) {
        String[] parts = decoded(authorization).split(":", -1);
        if (parts.length != 2) {
            throw new RestRefused(
                    RestError.NOT_AUTHENTICATED, "The Authorization is not the base64 of accountSid:timestamp.");
        }
        if (!parts[0].equals(account.sid())) {
            throw new RestRefused(
                    RestError.NOT_AUTHENTICATED, "The Authorization names another account than the path.");
        }
        String timestamp = parts[1].strip();
        if (Timestamps.parsed(timestamp).isEmpty()) {
            throw new RestRefused(
                    RestError.NOT_AUTHENTICATED, "The timestamp in the Authorization is not yyyyMMddHHmmss.");
        }
        return timestamp;
    }

    /** Told only to those who signed rightly: what time it is here. */
    void checkTime(Caller caller) {
        var said = caller.timestamp();
        if (said.isEmpty()) return;
        var now = clock.instant();
        var account = caller.account();
        var moment = Timestamps.parsed(said.get()).orElseThrow();
        if (timestamps.good(moment, now, account.twelveHourTimestamps())) return;
        throw new RestRefused(
                RestError.TIMESTAMP,
                "The timestamp %s is too far from this server's %s (%s)."
                        .formatted(said.get(), timestamps.text(now), timestamps.zone()));
    }

    /** The oldest timestamp of this account that may be good now. */
    long oldest(Account account) {
        return timestamps.oldest(clock.instant(), account.twelveHourTimestamps());
    }

    private static String decoded(String authorization) {
        try {
            // Some clients break lines of 76 characters, and all of them end with one.
            return new String(Base64.getMimeDecoder().decode(authorization.strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new RestRefused(RestError.NOT_AUTHENTICATED, "The Authorization is not base64.");
        }
    }

    private static boolean same(byte[] one, byte[] other) {
        return MessageDigest.isEqual(one, other);
    }

    private static byte[] hash(String algorithm, String text) {
        try {
            return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " is part of every Java platform", e);
        }
    }
}

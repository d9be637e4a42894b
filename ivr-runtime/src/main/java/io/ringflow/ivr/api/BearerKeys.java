package io.ringflow.ivr.api;

import io.ringflow.ivr.rest.Account;
import io.ringflow.ivr.rest.KeyHash;
import io.ringflow.ivr.rest.RestError;
import io.ringflow.ivr.rest.RestRefused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds out whose key a request shows (RFC 6750 §2.1). Immutable; holds hashes only, and looks keys up by their hash. */
final class BearerKeys {

    private static final Pattern BEARER = Pattern.compile("(?i)Bearer +([\\x21-\\x7e]+) *");

    private final Map<KeyHash, Account> accounts = new HashMap<>();

    BearerKeys(List<Account> accounts) {
        for (var account : accounts) {
            if (!account.apiKey().isEmpty()) this.accounts.put(KeyHash.written(account.apiKey()), account);
        }
    }

    /** @throws RestRefused NOT_AUTHENTICATED or BAD_SIGNATURE */
    Account owner(Optional<String> authorization) {
        String said = authorization.orElseThrow(
                () -> new RestRefused(RestError.NOT_AUTHENTICATED, "There is no Authorization header."));
        var bearer = BEARER.matcher(said);
        if (!bearer.matches()) {
            throw new RestRefused(RestError.NOT_AUTHENTICATED, "The Authorization is no bearer key.");
        }
        var owner = accounts.get(KeyHash.of(bearer.group(1)));
        if (owner == null) throw new RestRefused(RestError.BAD_SIGNATURE, "The bearer key is nobody's.");
        return owner;
    }
}

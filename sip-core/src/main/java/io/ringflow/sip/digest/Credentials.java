package io.ringflow.sip.digest;

import java.util.Optional;

/**
 * Whom a trunk knows us as.
 *
 * @param user the authentication name, which need not be the number
 * @param realm the only realm that may hear of it; empty for any that asks
 */
public record Credentials(String user, String password, Optional<String> realm) {

    public static Credentials of(String user, String password) {
        return new Credentials(user, password, Optional.empty());
    }

    boolean isFor(String asking) {
        return realm.isEmpty() || realm.get().equals(asking);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Credentials[user=" + user + "]";
    }
}

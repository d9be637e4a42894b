package io.ringflow.ivr.application;

import java.util.Optional;

/** Looks up VoIP accounts; in memory, thread-safe, as they are now. */
@FunctionalInterface
public interface VoipAccounts {

    /** An account by the user part of its address; also one that is switched off. */
    Optional<VoipAccount> find(String account);

    /** Whether there is none at all. */
    default boolean isEmpty() {
        return false;
    }
}

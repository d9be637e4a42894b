package io.ringflow.ivr.trunk;

import io.ringflow.sip.digest.DigestClient;
import java.time.Duration;
import java.util.Optional;

/**
 * What is done beside calls so that a trunk works. Immutable.
 *
 * @param checkInterval between two questions to the peer whether it is there; zero: it is not asked
 * @param registration with the peer, which sends calls to whoever has registered; empty: it knows our address
 */
public record TrunkUpkeep(Duration checkInterval, Optional<Registration> registration) {

    public static final TrunkUpkeep NONE = new TrunkUpkeep(Duration.ZERO, Optional.empty());

    /**
     * A registration.
     *
     * @param user of the address of record
     * @param contactUser that calls to us ask for
     * @param expires how long one is to be good for
     */
    public record Registration(String user, String contactUser, Duration expires, DigestClient account) {}
}

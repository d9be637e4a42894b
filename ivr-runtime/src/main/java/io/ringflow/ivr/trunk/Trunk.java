package io.ringflow.ivr.trunk;

import io.ringflow.media.MediaProfile;
import java.util.List;
import java.util.Optional;

/**
 * A carrier, a gateway or a group of phones: networks, and what is particular about calls from there. Immutable.
 *
 * @param networks address blocks as in {@code 192.0.2.0/24}; at least one, unless calls only go out by it
 * @param trusted whether they count as trusted networks of SIP
 * @param media how its calls' media is treated; bears the trunk's name
 * @param outbound how calls of ours go out by it; empty: none do
 */
public record Trunk(List<String> networks, boolean trusted, MediaProfile media, Optional<OutboundSide> outbound) {

    public Trunk {
        networks = List.copyOf(networks);
    }

    /** One that calls only come over. */
    public Trunk(List<String> networks, boolean trusted, MediaProfile media) {
        this(networks, trusted, media, Optional.empty());
    }

    public String name() {
        return media.trunk();
    }
}

package io.ringflow.ivr.trunk;

import io.ringflow.media.MediaProfile;
import java.util.List;

/**
 * A carrier, a gateway or a group of phones: networks, and what is particular about calls from there. Immutable.
 *
 * @param networks address blocks as in {@code 192.0.2.0/24}; at least one
 * @param trusted whether they count as trusted networks of SIP
 * @param media how its calls' media is treated; bears the trunk's name
 */
public record Trunk(List<String> networks, boolean trusted, MediaProfile media) {

    public Trunk {
        networks = List.copyOf(networks);
    }

    public String name() {
        return media.trunk();
    }
}

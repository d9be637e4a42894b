package io.ringflow.ivr.trunk;

import io.ringflow.media.MediaProfile;
import io.ringflow.sip.guard.TrustedNetworks;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which trunk a call comes over, told by its source. Immutable. */
public final class TrunkTable {

    private final List<Entry> entries;
    private final MediaProfile otherwise;

    private record Entry(TrustedNetworks network, int prefix, MediaProfile media) {}

    /** @param otherwise for calls of no trunk */
    public TrunkTable(List<Trunk> trunks, MediaProfile otherwise) {
        var all = new ArrayList<Entry>();
        for (Trunk trunk : trunks) {
            for (String network : trunk.networks()) {
                all.add(new Entry(TrustedNetworks.of(List.of(network)), prefix(network), trunk.media()));
            }
        }
        // The smallest network that holds an address comes first.
        all.sort(Comparator.comparingInt(Entry::prefix).reversed());
        this.entries = List.copyOf(all);
        this.otherwise = otherwise;
    }

    /** How media of a call from there is treated. */
    public MediaProfile forSource(InetAddress source) {
        for (Entry entry : entries) {
            if (entry.network.contains(source)) return entry.media;
        }
        return otherwise;
    }

    private static int prefix(String network) {
        int slash = network.indexOf('/');
        return slash < 0 ? Integer.MAX_VALUE : Integer.parseInt(network.substring(slash + 1));
    }
}

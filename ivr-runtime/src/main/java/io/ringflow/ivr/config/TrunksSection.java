package io.ringflow.ivr.config;

import io.ringflow.ivr.trunk.Trunk;
import io.ringflow.media.MediaConfig.SymmetricRtp;
import io.ringflow.media.MediaProfile;
import io.ringflow.media.MediaProfile.DtmfPolicy;
import io.ringflow.sip.SipConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@code ringflow.trunks}. Owned by the reading thread. */
final class TrunksSection {

    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z_-]{1,32}");
    /** Each is a label of metrics. */
    private static final int MOST = 100;

    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> networks = new HashMap<>();

    List<Trunk> read(Section ringflow) {
        List<Trunk> trunks = List.copyOf(ringflow.list("trunks", "trunk-defaults", this::trunk));
        if (trunks.size() > MOST) ringflow.problem("trunks", "holds more than " + MOST);
        return trunks;
    }

    /** What SIP is told: the networks and peers of trusted trunks are trusted networks too. */
    static SipConfig trusting(SipConfig sip, List<Trunk> trunks) {
        var trusted = new LinkedHashSet<>(sip.trustedNetworks());
        trunks.stream().filter(Trunk::trusted).forEach(trunk -> {
            trusted.addAll(trunk.networks());
            // Who is only known by name is not trusted for what its name server says.
            trunk.outbound()
                    .flatMap(side -> side.peer().address())
                    .ifPresent(peer -> trusted.add(peer.getAddress().getHostAddress()));
        });
        return new SipConfig(
                sip.listeners(),
                sip.userAgent(),
                sip.maxCalls(),
                List.copyOf(trusted),
                sip.sourceRate(),
                sip.trunkRate(),
                sip.limits());
    }

    private Trunk trunk(Section trunk) {
        String name = name(trunk);
        SymmetricRtp symmetric = trunk.oneOf("symmetric-rtp", SymmetricRtp.class);
        boolean shared = trunk.flag("shared-ports");
        if (shared && symmetric == SymmetricRtp.ON) {
            trunk.problem("shared-ports", "can't be with symmetric-rtp = on: a source is known by what was signalled");
        }
        var outbound = OutboundTrunk.read(trunk);
        return new Trunk(
                networks(trunk, name, outbound.isPresent()),
                trunk.flag("trusted"),
                new MediaProfile(
                        name, Values.codecs(trunk, "codecs"), symmetric, trunk.oneOf("dtmf", DtmfPolicy.class), shared),
                outbound);
    }

    private String name(Section trunk) {
        String name = trunk.text("name").strip();
        if (!NAME.matcher(name).matches() || name.equals(MediaProfile.NO_TRUNK)) {
            trunk.problem(
                    "name",
                    "must be 1 to 32 letters, digits, - or _, and not " + MediaProfile.NO_TRUNK + ": \"" + name + "\"");
            return name;
        }
        String place = names.putIfAbsent(name.toLowerCase(Locale.ROOT), trunk.place("name"));
        if (place != null) trunk.problem("name", "is that of another trunk already (" + place + ")");
        return name;
    }

    private List<String> networks(Section trunk, String name, boolean callsGoOut) {
        List<String> valid = new ArrayList<>();
        for (String network : Values.networks(trunk, "networks")) {
            String owner = networks.putIfAbsent(network, name + " (" + trunk.place("networks") + ")");
            if (owner != null) {
                trunk.problem("networks", "holds " + network + ", which belongs to trunk " + owner + " already");
            }
            valid.add(network);
        }
        if (trunk.texts("networks").isEmpty()
                && !callsGoOut
                && trunk.text("peer").isBlank()) {
            trunk.problem("networks", "is empty: no call could come over it");
        }
        return valid;
    }
}

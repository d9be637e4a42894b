package io.ringflow.ivr.account;

import io.ringflow.ivr.application.Applications;
import io.ringflow.ivr.application.VoipAccounts;
import io.ringflow.ivr.trunk.TrunkTable;
import io.ringflow.media.MediaProfile;
import io.ringflow.sip.guard.TrustedNetworks;
import io.ringflow.sip.registrar.Callers;
import java.net.InetAddress;

/**
 * Who must prove an account: who says to have one, who dials what only accounts may, and, unless it is otherwise wanted,
 * everybody who comes over no trunk and from no trusted network; else who tries names would learn which there are.
 * Thread-safe.
 */
public record KnownCallers(
        VoipAccounts accounts,
        Applications applications,
        TrunkTable trunks,
        TrustedNetworks trusted,
        boolean everybodyProves)
        implements Callers {

    @Override
    public boolean mustProve(String from, String dialled, InetAddress source) {
        if (accounts.isEmpty() || !trunks.forSource(source).trunk().equals(MediaProfile.NO_TRUNK)) {
            return false;
        }
        return accounts.find(from).isPresent()
                || applications.forService(dialled).isPresent()
                || (everybodyProves && !trusted.contains(source));
    }
}

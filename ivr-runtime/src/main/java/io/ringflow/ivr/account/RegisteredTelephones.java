package io.ringflow.ivr.account;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.application.VoipAccounts;
import io.ringflow.ivr.trunk.TrunkTable;
import io.ringflow.media.MediaProfile;
import io.ringflow.sip.registrar.Binding;
import io.ringflow.sip.registrar.Registrar;
import java.util.List;
import java.util.Optional;

/** The telephones that have registered here and are there. An account of one application is no number for another. Thread-safe. */
public record RegisteredTelephones(
        VoipAccounts accounts, Registrar registrar, TelephoneChecks checks, TrunkTable trunks) implements Telephones {

    @Override
    public Optional<List<Binding>> of(Application application, String number) {
        return accounts.find(number)
                .filter(account -> account.applicationId().equals(application.id()))
                .map(account -> account.enabled() ? reachable(number) : List.of());
    }

    private List<Binding> reachable(String account) {
        return registrar.bindings(account).stream().filter(checks::reachable).toList();
    }

    @Override
    public MediaProfile media(Binding telephone) {
        return trunks.forSource(telephone.peer().getAddress());
    }
}

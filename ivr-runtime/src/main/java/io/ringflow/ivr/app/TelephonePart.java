package io.ringflow.ivr.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.ringflow.ivr.account.AccountSecrets;
import io.ringflow.ivr.account.AccountSettings;
import io.ringflow.ivr.account.AccountTable;
import io.ringflow.ivr.account.KnownCallers;
import io.ringflow.ivr.account.RegisteredTelephones;
import io.ringflow.ivr.account.StoredBindings;
import io.ringflow.ivr.account.TelephoneChecks;
import io.ringflow.ivr.account.Telephones;
import io.ringflow.ivr.application.Applications;
import io.ringflow.ivr.application.VoipAccounts;
import io.ringflow.ivr.observe.RegistrarMeters;
import io.ringflow.ivr.trunk.TrunkTable;
import io.ringflow.sip.guard.TrustedNetworks;
import io.ringflow.sip.registrar.Registrar;
import java.nio.file.Path;
import java.util.List;

/** The registrar with its file, and who looks after those that have registered; made and joined. */
record TelephonePart(
        AccountTable accounts,
        Registrar registrar,
        TelephoneChecks checks,
        StoredBindings bindings,
        Telephones telephones)
        implements AutoCloseable {

    /** @param others accounts besides those of the settings */
    static TelephonePart open(
            Path file,
            AccountSettings settings,
            VoipAccounts others,
            Applications applications,
            TrunkTable trunks,
            List<String> trustedNetworks,
            MeterRegistry meters,
            Clockwork time) {
        var accounts = new AccountTable(settings.accounts(), others);
        var bindings = new StoredBindings(file);
        try {
            var observer = new RegistrarMeters(meters);
            var trusted = TrustedNetworks.of(trustedNetworks);
            var registrar = new Registrar(
                    settings.registrar(),
                    new AccountSecrets(accounts, settings.registrar().realm()),
                    new KnownCallers(accounts, applications, trunks, trusted, settings.everybodyProves()),
                    bindings,
                    time.timers(),
                    time.clock(),
                    observer);
            var checks = new TelephoneChecks(registrar::all, settings.checkInterval(), time.timers(), observer);
            observer.watch(registrar::size, checks::lost);
            var telephones = new RegisteredTelephones(accounts, registrar, checks, trunks);
            return new TelephonePart(accounts, registrar, checks, bindings, telephones);
        } catch (RuntimeException e) {
            bindings.close();
            throw e;
        }
    }

    boolean idle() {
        return registrar.idle();
    }

    @Override
    public void close() {
        checks.close();
        registrar.close();
        bindings.close();
    }
}

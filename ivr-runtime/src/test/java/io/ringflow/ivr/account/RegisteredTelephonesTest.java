package io.ringflow.ivr.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.application.SampleApplications;
import io.ringflow.ivr.application.VoipAccount;
import io.ringflow.ivr.trunk.TrunkTable;
import io.ringflow.media.MediaConfig;
import io.ringflow.media.MediaProfile;
import io.ringflow.sip.Transport;
import io.ringflow.sip.registrar.Binding;
import io.ringflow.sip.registrar.BindingStore;
import io.ringflow.sip.registrar.Registrar;
import io.ringflow.sip.registrar.RegistrarObserver;
import io.ringflow.sip.registrar.RegistrarSettings;
import io.ringflow.testkit.time.FakeTime;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Flow protocol 1.1, row voipaccount: what an application reaches under the name of an account. */
class RegisteredTelephonesTest {

    private static final String SHOP = "a".repeat(32);
    private static final String BANK = "b".repeat(32);

    private final FakeTime time = new FakeTime();
    private final Registrar registrar = new Registrar(
            RegistrarSettings.defaults(),
            (user, algorithm) -> Optional.empty(),
            (from, dialled, source) -> false,
            new Kept(),
            time,
            time,
            RegistrarObserver.NONE);
    private final RegisteredTelephones telephones = new RegisteredTelephones(
            new AccountTable(
                    List.of(account("8001", true), account("8002", true), account("8003", false)),
                    name -> Optional.empty()),
            registrar,
            new TelephoneChecks(List::of, Duration.ofSeconds(30), time, new TelephoneChecks.Observer() {}),
            new TrunkTable(List.of(), MediaProfile.of(MediaConfig.defaults())));

    /** What the registrar finds at its start. */
    private final class Kept implements BindingStore {
        @Override
        public List<Binding> load() {
            return List.of(binding("8001"), binding("8003"));
        }

        @Override
        public boolean write(String account, List<Binding> bindings, Consumer<Boolean> done) {
            done.accept(true);
            return true;
        }
    }

    private Binding binding(String account) {
        var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 5070);
        return new Binding(
                account,
                "sip:" + account + "@127.0.0.1:5070",
                1_000,
                "call-id",
                1,
                time.instant().plus(Duration.ofMinutes(10)),
                Transport.UDP,
                address,
                address,
                List.of(),
                "");
    }

    private static VoipAccount account(String name, boolean enabled) {
        var made = AccountSecrets.account(name, SHOP, "ringflow", "a good password");
        return new VoipAccount(name, SHOP, made.realm(), made.ha1Md5(), made.ha1Sha256(), "", enabled);
    }

    private Optional<Integer> reached(String application, String account) {
        return telephones.of(SampleApplications.of(application), account).map(List::size);
    }

    @AfterEach
    void nothingIsLeft() {
        registrar.close();
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void anApplicationReachesItsOwnAccountsAndForAnotherTheyAreNoNumber() {
        assertThat(reached(SHOP, "8001")).contains(1);
        assertThat(reached(BANK, "8001")).isEmpty();
        assertThat(reached(SHOP, "9999")).isEmpty();
    }

    @Test
    void anAccountThatIsNotRegisteredOrSwitchedOffHasNoTelephone() {
        assertThat(reached(SHOP, "8002")).contains(0);
        assertThat(reached(SHOP, "8003")).contains(0);
        time.advance(Duration.ofMinutes(10));
        assertThat(reached(SHOP, "8001")).contains(0);
    }
}

package io.ringflow.ivr.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.application.ApplicationTable;
import io.ringflow.ivr.application.VoipAccount;
import io.ringflow.ivr.application.VoipAccounts;
import io.ringflow.ivr.trunk.Trunk;
import io.ringflow.ivr.trunk.TrunkTable;
import io.ringflow.media.MediaConfig;
import io.ringflow.media.MediaConfig.SymmetricRtp;
import io.ringflow.media.MediaProfile;
import io.ringflow.media.MediaProfile.DtmfPolicy;
import io.ringflow.sip.guard.TrustedNetworks;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who must prove an account to call: threats.md S9 and S13. */
class KnownCallersTest {

    private static final InetAddress TRUNK = InetAddress.ofLiteral("192.0.2.7");
    private static final InetAddress TRUSTED = InetAddress.ofLiteral("10.1.2.3");
    private static final InetAddress STRANGER = InetAddress.ofLiteral("198.51.100.9");
    private static final VoipAccount ACCOUNT =
            AccountSecrets.account("8001", "a".repeat(32), "ringflow", "a good password");

    private static KnownCallers callers(boolean everybody, VoipAccount... accounts) {
        var profile = new MediaProfile("carrier", List.of("PCMA"), SymmetricRtp.AUTO, DtmfPolicy.AUTO, false);
        return new KnownCallers(
                new AccountTable(List.of(accounts), new NoAccounts()),
                new ApplicationTable(List.of(), Map.of()),
                new TrunkTable(
                        List.of(new Trunk(List.of("192.0.2.0/24"), true, profile)),
                        MediaProfile.of(MediaConfig.defaults())),
                TrustedNetworks.of(List.of("10.0.0.0/8")),
                everybody);
    }

    /** A database without accounts. */
    private static final class NoAccounts implements VoipAccounts {
        @Override
        public Optional<VoipAccount> find(String account) {
            return Optional.empty();
        }

        @Override
        public boolean isEmpty() {
            return true;
        }
    }

    @Test
    void aStrangerLearnsNothingOfWhichAccountsExist() {
        var callers = callers(true, ACCOUNT);
        assertThat(callers.mustProve("8001", "100", STRANGER)).isTrue();
        assertThat(callers.mustProve("8999", "100", STRANGER))
                .as("the same answer")
                .isTrue();
    }

    @Test
    void whoSaysToBeAnAccountProvesItButOverATrunkFromMayBeAnything() {
        var callers = callers(false, ACCOUNT);
        assertThat(callers.mustProve("8001", "100", STRANGER)).isTrue();
        assertThat(callers.mustProve("8001", "100", TRUSTED)).isTrue();
        assertThat(callers.mustProve("8999", "100", STRANGER)).isFalse();
        assertThat(callers.mustProve("8001", "100", TRUNK)).isFalse();
    }

    @Test
    void trunksAndTrustedNetworksCallWithoutAnAccount() {
        var callers = callers(true, ACCOUNT);
        assertThat(callers.mustProve("13800138000", "100", TRUNK)).isFalse();
        assertThat(callers.mustProve("13800138000", "100", TRUSTED)).isFalse();
    }

    @Test
    void withoutAccountsNobodyProvesAnything() {
        assertThat(callers(true).mustProve("8001", "100", STRANGER)).isFalse();
    }
}

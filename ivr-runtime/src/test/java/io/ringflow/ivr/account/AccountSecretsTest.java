package io.ringflow.ivr.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.application.VoipAccount;
import io.ringflow.sip.digest.DigestAlgorithm;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who has no secret is told to be unknown: an empty one could be guessed. */
class AccountSecretsTest {

    private static final VoipAccount MADE =
            AccountSecrets.account("8001", "a".repeat(32), "ringflow", "a good password");

    private static Optional<String> secret(VoipAccount account, String realm, DigestAlgorithm algorithm) {
        var accounts = new AccountSecrets(name -> Optional.of(account), realm);
        return accounts.of(account.account(), algorithm);
    }

    private static VoipAccount with(String md5, boolean enabled) {
        return new VoipAccount("8001", MADE.applicationId(), "ringflow", md5, MADE.ha1Sha256(), "", enabled);
    }

    @Test
    void eachFunctionHasItsOwn() {
        assertThat(secret(MADE, "ringflow", DigestAlgorithm.MD5)).contains(MADE.ha1Md5());
        assertThat(secret(MADE, "ringflow", DigestAlgorithm.SHA_256)).contains(MADE.ha1Sha256());
        assertThat(secret(MADE, "ringflow", DigestAlgorithm.SHA_512_256)).isEmpty();
        assertThat(secret(with("", true), "ringflow", DigestAlgorithm.MD5)).isEmpty();
    }

    @Test
    void anAccountThatIsSwitchedOffOrOfAnotherRealmHasNone() {
        assertThat(secret(with(MADE.ha1Md5(), false), "ringflow", DigestAlgorithm.MD5))
                .isEmpty();
        assertThat(secret(MADE, "elsewhere", DigestAlgorithm.MD5)).isEmpty();
    }
}

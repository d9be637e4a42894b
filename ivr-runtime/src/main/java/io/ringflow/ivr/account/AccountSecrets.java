package io.ringflow.ivr.account;

import io.ringflow.ivr.application.VoipAccount;
import io.ringflow.ivr.application.VoipAccounts;
import io.ringflow.sip.digest.DigestAlgorithm;
import io.ringflow.sip.digest.DigestServer;
import java.util.Optional;

/** What the accounts' passwords are checked against; one that is switched off, or was made for another realm, has none. */
public record AccountSecrets(VoipAccounts accounts, String realm) implements DigestServer.Secrets {

    @Override
    public Optional<String> of(String user, DigestAlgorithm algorithm) {
        return accounts.find(user)
                .filter(account -> account.enabled() && account.realm().equals(realm))
                .map(account -> hash(account, algorithm))
                .filter(hash -> !hash.isEmpty());
    }

    private static String hash(VoipAccount account, DigestAlgorithm algorithm) {
        return switch (algorithm) {
            case MD5 -> account.ha1Md5();
            case SHA_256 -> account.ha1Sha256();
            case SHA_512_256 -> "";
        };
    }

    /** An account whose password is known now. */
    public static VoipAccount account(String name, String applicationId, String realm, String password) {
        return new VoipAccount(
                name,
                applicationId,
                realm,
                DigestServer.secret(DigestAlgorithm.MD5, name, realm, password),
                DigestServer.secret(DigestAlgorithm.SHA_256, name, realm, password),
                "",
                true);
    }
}

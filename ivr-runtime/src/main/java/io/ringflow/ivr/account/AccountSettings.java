package io.ringflow.ivr.account;

import io.ringflow.ivr.application.VoipAccount;
import io.ringflow.sip.registrar.RegistrarSettings;
import java.util.List;

/**
 * What the configuration says of telephone accounts, already valid. Immutable.
 *
 * @param everybodyProves whether, once there is an account, a call that comes over no trunk and from no trusted network
 *     is taken from accounts only
 */
public record AccountSettings(RegistrarSettings registrar, boolean everybodyProves, List<VoipAccount> accounts) {

    public AccountSettings {
        accounts = List.copyOf(accounts);
    }
}

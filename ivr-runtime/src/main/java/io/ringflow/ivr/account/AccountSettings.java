package io.ringflow.ivr.account;

import io.ringflow.ivr.application.VoipAccount;
import io.ringflow.sip.registrar.RegistrarSettings;
import java.time.Duration;
import java.util.List;

/**
 * What the configuration says of telephone accounts, already valid. Immutable.
 *
 * @param checkInterval between two questions to a telephone whether it is there; zero: none is asked
 * @param everybodyProves whether, once there is an account, a call that comes over no trunk and from no trusted network
 *     is taken from accounts only
 */
public record AccountSettings(
        RegistrarSettings registrar, Duration checkInterval, boolean everybodyProves, List<VoipAccount> accounts) {

    public AccountSettings {
        accounts = List.copyOf(accounts);
    }
}

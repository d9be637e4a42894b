package io.ringflow.ivr.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.account.DialPlan.Route;
import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.application.ApplicationTable;
import io.ringflow.ivr.application.SampleApplications;
import io.ringflow.ivr.application.VoipAccount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Flow protocol 1.1: who reaches which application by which number. */
class DialPlanTest {

    private static final String SHOP = "a".repeat(32);
    private static final String BANK = "b".repeat(32);

    private final DialPlan plan = new DialPlan(
            new ApplicationTable(
                    List.of(SampleApplications.of(SHOP, Optional.of("10010")), SampleApplications.of(BANK)),
                    Map.of("4001", SHOP, "4002", BANK, "*", BANK)),
            new AccountTable(
                    List.of(
                            AccountSecrets.account("8001", SHOP, "ringflow", "a good password"),
                            AccountSecrets.account("9001", BANK, "ringflow", "a good password")),
                    name -> Optional.of(name)
                            .filter("7002"::equals)
                            .map(stored -> new VoipAccount(stored, SHOP, "ringflow", "", "", "", false))));

    private String reached(String caller, String dialled) {
        var account = Optional.of(caller).filter(name -> !name.isEmpty());
        return switch (plan.route(account, dialled)) {
            case Route.To(Application application) -> application.id();
            case Route.Nowhere(var why) -> String.valueOf(why.sipStatus());
        };
    }

    /** Flow protocol 1.1, row serviceid: callable only by VoIP accounts of that same application. */
    @Test
    void aServiceIdIsReachedByAccountsOfItsApplicationAlone() {
        assertThat(reached("8001", "10010")).isEqualTo(SHOP);
        assertThat(reached("8001", "100-10")).isEqualTo(SHOP);
        assertThat(reached("9001", "10010")).isEqualTo("404");
        assertThat(reached("", "10010")).as("not by the catch-all either").isEqualTo("404");
    }

    /** Flow protocol 1.1, row access: an access number belongs to exactly one application. */
    @Test
    void anAccountReachesTheNumbersOfItsOwnApplicationAndAnybodyReachesAll() {
        assertThat(reached("8001", "4001")).isEqualTo(SHOP);
        assertThat(reached("8001", "4002")).isEqualTo("403");
        assertThat(reached("8001", "5000")).as("the catch-all is another's").isEqualTo("403");
        assertThat(reached("9001", "5000")).isEqualTo(BANK);
        assertThat(reached("", "4001")).isEqualTo(SHOP);
        assertThat(reached("", "5000")).isEqualTo(BANK);
    }

    @Test
    void anAccountThatWasTakenAwayReachesNothing() {
        assertThat(reached("7001", "4001")).isEqualTo("403");
        assertThat(reached("7002", "4001")).as("switched off").isEqualTo("403");
    }

    @Test
    void conferencesOfAnApplicationAreReachedByItsOwnAccountsAndByWhoeverHasNone() {
        Application shop = SampleApplications.of(SHOP);
        assertThat(plan.reaches(Optional.empty(), shop)).isTrue();
        assertThat(plan.reaches(Optional.of("8001"), shop)).isTrue();
        assertThat(plan.reaches(Optional.of("9001"), shop)).as("another's").isFalse();
        assertThat(plan.reaches(Optional.of("7001"), shop)).as("taken away").isFalse();
        assertThat(plan.reaches(Optional.of("7002"), shop)).as("switched off").isFalse();
    }
}

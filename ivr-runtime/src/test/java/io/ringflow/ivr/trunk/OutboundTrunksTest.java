package io.ringflow.ivr.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.trunk.OutboundSide.CallerRule;
import io.ringflow.media.MediaConfig.SymmetricRtp;
import io.ringflow.media.MediaProfile;
import io.ringflow.media.MediaProfile.DtmfPolicy;
import io.ringflow.sip.CallIdentity;
import io.ringflow.sip.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutboundTrunksTest {

    private static final InetSocketAddress HOP = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.9"), 5070);

    private Instant now = Instant.parse("2026-01-05T09:00:00Z");

    private final OutboundTrunks trunks = new OutboundTrunks(
            List.of(
                    trunk("everywhere", side(CallerRule.PASS, "", 2, 100, "")),
                    trunk("abroad", side(CallerRule.PASS, "", 2, 100, "00", "+")),
                    trunk("france", side(CallerRule.PASS, "", 1, 100, "0033", "+33")),
                    trunk("slow", side(CallerRule.PASS, "", 9, 2, "7")),
                    new Trunk(List.of("192.0.2.0/24"), true, profile("in"))),
            () -> now);

    private static MediaProfile profile(String name) {
        return new MediaProfile(name, List.of("PCMA"), SymmetricRtp.AUTO, DtmfPolicy.AUTO, false);
    }

    private static Trunk trunk(String name, OutboundSide side) {
        return new Trunk(List.of(), true, profile(name), Optional.of(side));
    }

    private static OutboundSide side(CallerRule rule, String number, int calls, int rate, String... prefixes) {
        return new OutboundSide(
                new InetSocketAddress(InetAddress.ofLiteral("192.0.2.9"), 5070),
                Transport.UDP,
                "",
                Optional.empty(),
                rule,
                number,
                calls,
                rate,
                List.of(prefixes));
    }

    private String by(String number) {
        return trunks.take(number).map(line -> line.media().trunk()).orElse("none");
    }

    @Test
    void theTrunkThatServesTheLongestBeginningIsTaken() {
        assertThat(by("13800138000")).isEqualTo("everywhere");
        assertThat(by("+49301234")).isEqualTo("abroad");
        assertThat(by("+3314567")).isEqualTo("france");
    }

    @Test
    void aFullTrunkIsPassedOverForTheNextThatServesTheNumberAndServesAgainWhenALineIsGivenBack() {
        var first = trunks.take("+331").orElseThrow();
        assertThat(by("+332")).isEqualTo("abroad");
        assertThat(by("+333")).isEqualTo("abroad");
        assertThat(by("+334")).isEqualTo("everywhere");
        assertThat(by("+335")).isEqualTo("everywhere");
        assertThat(by("+336")).isEqualTo("none");
        first.close();
        first.close();
        assertThat(trunks.calls("france")).isZero();
        assertThat(by("+337")).isEqualTo("france");
        assertThat(by("+338")).isEqualTo("none");
    }

    @Test
    void aTrunkThatHasBegunAsManyAsItMayHoldsNothingForThoseItPassesOn() {
        assertThat(List.of(by("71"), by("72"), by("73"))).containsExactly("slow", "slow", "everywhere");
        assertThat(trunks.calls("slow")).isEqualTo(2);
        now = now.plusSeconds(1);
        assertThat(by("74")).isEqualTo("slow");
    }

    @Test
    void whetherANumberIsServedAtAllDoesNotDependOnRoom() {
        var only = new OutboundTrunks(List.of(trunk("one", side(CallerRule.PASS, "", 1, 100, "1"))), () -> now);
        only.take("1");
        assertThat(only.take("1")).isEmpty();
        assertThat(only.serves("1")).isTrue();
        assertThat(only.serves("2")).isFalse();
    }

    @Test
    void theNumberShownIsTheOneWantedOrTheTrunksOwnOrTheOneDialled() {
        var passing = side(CallerRule.PASS, "400", 1, 1, "");
        assertThat(from(passing, "555", "100")).isEqualTo("sip:555@192.0.2.9:5070");
        assertThat(from(passing, null, "100")).isEqualTo("sip:400@192.0.2.9:5070");
        assertThat(from(side(CallerRule.PASS, "", 1, 1, ""), null, "100")).isEqualTo("sip:100@192.0.2.9:5070");
        assertThat(from(side(CallerRule.PASS, "", 1, 1, ""), null, "")).isEqualTo(CallIdentity.ANONYMOUS);
        assertThat(from(side(CallerRule.FIXED, "400", 1, 1, ""), "555", "100")).isEqualTo("sip:400@192.0.2.9:5070");
    }

    @Test
    void anAssertedNumberStandsBesideTheOneShown() {
        var target = side(CallerRule.ASSERTED, "400", 1, 1, "").target(HOP, "1#2", Optional.of("555"), "");
        assertThat(target.uri()).isEqualTo("sip:1%232@192.0.2.9:5070");
        assertThat(target.identity().from()).isEqualTo("sip:555@192.0.2.9:5070");
        assertThat(target.identity().asserted()).contains("sip:400@192.0.2.9:5070");
    }

    private static String from(OutboundSide side, @org.jspecify.annotations.Nullable String wanted, String dialled) {
        return side.target(HOP, "1", Optional.ofNullable(wanted), dialled)
                .identity()
                .from();
    }
}

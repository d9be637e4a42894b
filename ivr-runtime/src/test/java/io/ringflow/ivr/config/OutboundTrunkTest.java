package io.ringflow.ivr.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringflow.ivr.trunk.OutboundSide;
import io.ringflow.ivr.trunk.OutboundSide.CallerRule;
import io.ringflow.ivr.trunk.TrunkUpkeep;
import io.ringflow.sip.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutboundTrunkTest {

    private static OutboundSide side(Map<String, Object> keys) {
        return config(keys).trunks().getFirst().outbound().orElseThrow();
    }

    private static ServerConfig config(Map<String, Object> keys) {
        var trunk = new HashMap<String, Object>(keys);
        trunk.put("name", "a");
        return ConfigReader.read(null, Map.of("trunks", List.of(trunk)));
    }

    private static List<String> problems(Map<String, Object> keys) {
        return catchThrowableOfType(ConfigProblems.class, () -> config(keys)).problems().stream()
                .map(ConfigProblem::message)
                .toList();
    }

    @Test
    void aPeerIsAllThatCallsOfOursNeed() {
        var side = side(Map.of("peer", "192.0.2.9"));
        assertThat(side.peer().address()).hasValue(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.9"), 5060));
        assertThat(side.transport()).isEqualTo(Transport.UDP);
        assertThat(side.account()).isEmpty();
        assertThat(side.callerRule()).isEqualTo(CallerRule.PASS);
        assertThat(side.maxCalls()).isEqualTo(100);
        assertThat(side.callsPerSecond()).isEqualTo(10);
        assertThat(side.prefixes()).containsExactly("");
    }

    @Test
    void aPeerMayBeAHostNameWhichIsLookedUpWhenItIsCalled() {
        var side = side(Map.of("peer", "sip.carrier.invalid:5070"));
        assertThat(side.peer().address()).isEmpty();
        assertThat(side.peer()).hasToString("sip.carrier.invalid:5070");
        assertThat(config(Map.of("peer", "sip.carrier.invalid")).sip().trustedNetworks())
                .as("a name server does not say whom we trust")
                .containsExactly("127.0.0.0/8");
        for (String wrong : List.of("-a.example", "1.2.3.4.5", "a..b", "sip.example:0", "sip.example:70000", "a_b")) {
            assertThat(problems(Map.of("peer", wrong))).as(wrong).hasSize(1);
        }
    }

    @Test
    void aTrunkRegistersAndAsksWhenItIsToldTo() {
        assertThat(side(Map.of("peer", "192.0.2.9")).upkeep()).isEqualTo(TrunkUpkeep.NONE);
        var keys = new HashMap<String, Object>(
                Map.of("peer", "sip.carrier.invalid", "user", "pilot", "password", "secret", "register", true));
        var registration = side(keys).upkeep().registration().orElseThrow();
        assertThat(registration.user()).isEqualTo("pilot");
        assertThat(registration.contactUser()).isEqualTo("pilot");
        assertThat(registration.expires()).isEqualTo(Duration.ofMinutes(10));
        keys.putAll(Map.of("caller-number", "4008001234", "check-interval", "30 s", "register-expires", "1 hour"));
        var upkeep = side(keys).upkeep();
        assertThat(upkeep.checkInterval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(upkeep.registration().orElseThrow().contactUser()).isEqualTo("4008001234");
        assertThat(upkeep.toString()).doesNotContain("secret");
    }

    @Test
    void whatCanNotBeRegisteredOrAskedIsTold() {
        assertThat(problems(Map.of("peer", "192.0.2.9", "register", true)))
                .anyMatch(message -> message.contains("register") && message.contains("needs a user"));
        assertThat(problems(Map.of("peer", "192.0.2.9", "register", true, "user", "a b@c", "password", "p")))
                .anyMatch(message -> message.contains("to be registered"));
        assertThat(problems(Map.of("peer", "192.0.2.9", "check-interval", "2 s")))
                .anyMatch(message -> message.contains("at least 5 s"));
    }

    @Test
    void everyKeyIsRead() {
        var side = side(Map.of(
                "peer", "[2001:db8::9]:5070",
                "transport", "tcp",
                "user", "ring",
                "password", "secret",
                "from-domain", "carrier.example",
                "caller", "asserted",
                "caller-number", "400-123-4567",
                "max-calls", 7,
                "prefixes", List.of("00", "+")));
        assertThat(side.peer().address()).hasValue(new InetSocketAddress(InetAddress.ofLiteral("2001:db8::9"), 5070));
        assertThat(side.transport()).isEqualTo(Transport.TCP);
        assertThat(side.account()).isPresent();
        assertThat(side.domain()).isEqualTo("carrier.example");
        assertThat(side.callerRule()).isEqualTo(CallerRule.ASSERTED);
        assertThat(side.callerNumber()).isEqualTo("4001234567");
        assertThat(side.maxCalls()).isEqualTo(7);
        assertThat(side.prefixes()).containsExactly("00", "+");
        assertThat(side.toString()).doesNotContain("secret");
    }

    @Test
    void thePeerOfATrustedTrunkIsTrusted() {
        assertThat(config(Map.of("peer", "192.0.2.9:5062")).sip().trustedNetworks())
                .contains("192.0.2.9");
        assertThat(config(Map.of("peer", "192.0.2.9:5062", "trusted", false))
                        .sip()
                        .trustedNetworks())
                .doesNotContain("192.0.2.9");
    }

    @Test
    void aTrunkWithoutAPeerCallsNobody() {
        assertThat(config(Map.of("networks", List.of("192.0.2.0/24")))
                        .trunks()
                        .getFirst()
                        .outbound())
                .isEmpty();
    }

    @Test
    void whatDoesNotDoIsToldAtOnce() {
        assertThat(problems(Map.of(
                        "peer", "sip carrier:5060",
                        "transport", "sctp",
                        "password", "secret",
                        "from-domain", "a b",
                        "caller", "fixed",
                        "max-calls", 0,
                        "calls-per-second", 0,
                        "prefixes", List.of("sip:1"))))
                .anyMatch(p -> p.contains("peer\" must be an address or a host name, and a port, like"))
                .anyMatch(p -> p.contains("must be one of udp, tcp, not \"sctp\""))
                .anyMatch(p -> p.contains("password\" is there without a user"))
                .anyMatch(p -> p.contains("from-domain\" must be a host"))
                .anyMatch(p -> p.contains("caller-number\" is empty: with caller = fixed"))
                .anyMatch(p -> p.contains("max-calls\" must be from 1"))
                .anyMatch(p -> p.contains("calls-per-second\" must be from 1"))
                .anyMatch(p -> p.contains("prefixes\" holds \"sip:1\""))
                .noneMatch(p -> p.contains("secret"))
                .hasSize(8);
        assertThat(problems(Map.of("peer", "192.0.2.9", "prefixes", List.of())))
                .singleElement()
                .asString()
                .contains("prefixes\" is empty");
    }
}

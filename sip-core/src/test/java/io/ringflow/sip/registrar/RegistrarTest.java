package io.ringflow.sip.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.stack.FakeRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a registrar does with bindings (RFC 3261 §10.3). */
class RegistrarTest {
    private static final String DESK = "<sip:8001@10.1.2.3:5060>";
    private static final String MOBILE = "<sip:8001@10.1.2.4:5062;transport=udp>";

    private final RegistrarLab lab = new RegistrarLab();

    @AfterEach
    void nothingIsLeft() {
        lab.close();
    }

    @Test
    void aTelephoneIsBoundForAsLongAsItAskedAndIsToldSo() {
        FakeRequest answered = lab.sends(lab.register(DESK + ";expires=300"));
        assertThat(answered.status()).isEqualTo(200);
        assertThat(RegistrarLab.contacts(answered)).containsExactly("<sip:8001@10.1.2.3:5060>;expires=300");
        assertThat(answered.response().header("Date").orElseThrow()).endsWith("GMT");
        lab.time.advance(Duration.ofSeconds(299));
        assertThat(lab.bound()).containsExactly("sip:8001@10.1.2.3:5060");
        lab.time.advance(Duration.ofSeconds(2));
        assertThat(lab.bound()).isEmpty();
    }

    @Test
    void whatHasExpiredIsForgottenInTheStoreToo() {
        lab.sends(lab.register(DESK + ";expires=60"));
        assertThat(lab.store.last).hasSize(1);
        lab.time.advance(Duration.ofMinutes(3));
        assertThat(lab.store.last).isEmpty();
        assertThat(lab.registrar.size()).isZero();
    }

    @Test
    void aRegisterWithoutATimeGetsTheUsualOneAndTheHeaderCountsForContactsThatDoNotSay() {
        assertThat(RegistrarLab.contacts(lab.sends(lab.register(DESK))).getFirst())
                .endsWith("expires=3600");
        FakeRequest both = lab.register(DESK + ";expires=100", MOBILE).with("Expires", "200");
        assertThat(RegistrarLab.contacts(lab.sends(both)))
                .containsExactly(DESK + ";expires=100", MOBILE + ";expires=200");
    }

    @Test
    void tooBriefATimeIsRefusedWithTheLeastThatWouldDo() {
        FakeRequest refused = lab.sends(lab.register(MOBILE + ";expires=300", DESK + ";expires=59"));
        assertThat(refused.status()).isEqualTo(423);
        assertThat(refused.response().header("Min-Expires")).hasValue("60");
        assertThat(lab.bound()).as("all or nothing").isEmpty();
        assertThat(lab.facts).containsExactly("TOO_BRIEF");
    }

    /** threats.md S20: times beyond all sense are cut. */
    @ParameterizedTest
    @CsvSource({"999999, 7200", "4294967295, 7200", "99999999999999999999, 3600", "never, 3600", "'', 3600"})
    void anAbsurdTimeIsCut(String asked, String granted) {
        assertThat(RegistrarLab.contacts(lab.sends(lab.register(DESK).with("Expires", asked))))
                .containsExactly(DESK + ";expires=" + granted);
    }

    @Test
    void zeroRemovesThatContactAndNoOther() {
        lab.sends(lab.register(DESK, MOBILE));
        FakeRequest answered = lab.sends(lab.register(DESK + ";expires=0"));
        assertThat(RegistrarLab.contacts(answered)).containsExactly(MOBILE + ";expires=3600");
    }

    @Test
    void theStarRemovesAllContactsWithExpiresZeroAlone() {
        lab.sends(lab.register(DESK, MOBILE));
        assertThat(lab.sends(lab.register("*")).status()).isEqualTo(400);
        assertThat(lab.sends(lab.register("*").with("Expires", "60")).status()).isEqualTo(400);
        assertThat(lab.sends(lab.register("*", DESK).with("Expires", "0")).status())
                .isEqualTo(400);
        assertThat(lab.bound()).hasSize(2);
        FakeRequest answered = lab.sends(lab.register("*").with("Expires", "0"));
        assertThat(answered.status()).isEqualTo(200);
        assertThat(RegistrarLab.contacts(answered)).isEmpty();
        assertThat(lab.bound()).isEmpty();
        assertThat(lab.store.last).isEmpty();
    }

    @Test
    void aRegisterWithoutContactsOnlyAsks() {
        lab.sends(lab.register(DESK + ";q=0.5"));
        FakeRequest answered = lab.sends(lab.register());
        assertThat(RegistrarLab.contacts(answered)).containsExactly(DESK + ";q=0.500;expires=3600");
        assertThat(lab.facts).containsExactly("CHANGED", "ASKED");
    }

    @Test
    void anOlderRegisterOfTheSameClientChangesNothing() {
        FakeRequest late = lab.register(DESK + ";expires=0");
        lab.sends(lab.register(DESK));
        assertThat(lab.sends(late).status()).isEqualTo(500);
        assertThat(lab.sends(lab.register("*").with("Expires", "0").cseq(1)).status())
                .isEqualTo(500);
        assertThat(lab.bound()).hasSize(1);
        assertThat(lab.sends(lab.register(DESK + ";expires=0")
                                .callId("after a restart")
                                .cseq(1))
                        .status())
                .isEqualTo(200);
        assertThat(lab.bound()).isEmpty();
    }

    @Test
    void aRefreshReplacesTheContactThatIsTheSameUri() {
        lab.sends(lab.register("<sip:8001@Phone.Example:5060;ob>"));
        lab.sends(lab.register("<sip:8001@phone.example:5060>"));
        assertThat(lab.bound()).containsExactly("sip:8001@phone.example:5060");
        lab.sends(lab.register("<sip:8001@phone.example:5060;transport=udp>"));
        lab.sends(lab.register("<sip:8001@phone.example>"));
        assertThat(lab.bound()).hasSize(3);
    }

    @Test
    void twoTelephonesWithTheSamePrivateAddressBehindTwoNatsAreTwo() {
        var home = new InetSocketAddress(InetAddress.ofLiteral("198.51.100.7"), 33_001);
        var office = new InetSocketAddress(InetAddress.ofLiteral("198.51.100.8"), 33_001);
        lab.sends(lab.register(DESK).callId("home").source(home));
        lab.sends(lab.register(DESK).callId("office").source(office));
        assertThat(lab.registrar.bindings("8001")).map(Binding::peer).containsExactly(office, home);
        var newPort = new InetSocketAddress(home.getAddress(), 33_002);
        lab.sends(lab.register(DESK).callId("home after a restart").source(newPort));
        assertThat(lab.registrar.bindings("8001")).map(Binding::peer).containsExactly(newPort, office);
    }

    @Test
    void thoseThatAreToBeCalledFirstStandFirst() {
        lab.sends(lab.register("<sip:a@10.1.2.3>;q=0.2", "<sip:b@10.1.2.3>;q=1", "<sip:c@10.1.2.3>;q=0.7"));
        lab.sends(lab.register("<sip:d@10.1.2.3>;q=0.7"));
        assertThat(lab.bound()).containsExactly("sip:b@10.1.2.3", "sip:d@10.1.2.3", "sip:c@10.1.2.3", "sip:a@10.1.2.3");
    }

    @Test
    void theTelephoneThatRegisteredLongestAgoMakesRoom() {
        for (int i = 0; i < 12; i++) {
            lab.sends(lab.register("<sip:8001@10.1.2." + i + ">").callId("call-" + i));
        }
        assertThat(lab.bound())
                .hasSize(10)
                .doesNotContain("sip:8001@10.1.2.0", "sip:8001@10.1.2.1")
                .contains("sip:8001@10.1.2.11");
        String[] many = new String[11];
        for (int i = 0; i < many.length; i++) {
            many[i] = "<sip:8001@10.9.2." + i + ">";
        }
        assertThat(lab.sends(lab.register(many)).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<mailto:8001@example.com>",
                "<sips:8001@10.1.2.3>",
                "sip:8001@10.1.2.3?Route=%3Csip:evil.example%3E",
                "<sip:>",
                "<sip:8001@10.1.2.3",
                "nonsense",
                ""
            })
    void aContactThatCanNotBeCalledIsRefused(String contact) {
        assertThat(lab.sends(lab.register(contact)).status()).isEqualTo(400);
        assertThat(lab.bound()).isEmpty();
    }

    @Test
    void nobodyRegistersForAnother() {
        FakeRequest foreign = lab.register(DESK).with("To", "<sip:8002@127.0.0.1>");
        assertThat(lab.sends(foreign).status()).isEqualTo(403);
        FakeRequest unknown = lab.register(DESK).with("To", "<sip:nobody@127.0.0.1>");
        assertThat(lab.sends(unknown).status()).as("as for one that exists").isEqualTo(403);
        assertThat(lab.registrar.size()).isZero();
    }

    @Test
    void aTelephoneIsReachedWhereItsRegisterCameFromWhateverItsContactSays() {
        var nat = new InetSocketAddress(InetAddress.ofLiteral("198.51.100.7"), 33_001);
        lab.sends(lab.register(DESK).source(nat));
        assertThat(lab.registrar.bindings("8001").getFirst().peer()).isEqualTo(nat);
    }

    @Test
    void oneThatDoesNotAskForTheSourcePortIsReachedAtThePortOfItsContactButAtNoOtherHost() {
        var source = new InetSocketAddress(InetAddress.ofLiteral("10.1.2.3"), 33_001);
        String via = "SIP/2.0/UDP 10.1.2.3:5060;branch=z9hG4bKx";
        lab.sends(lab.register(DESK).with("Via", via).source(source));
        assertThat(lab.registrar.bindings("8001").getFirst().peer().getPort()).isEqualTo(5060);
        lab.sends(lab.register("<sip:8001@192.0.2.66:5060>").with("Via", via).source(source));
        assertThat(lab.registrar.bindings("8001").getFirst().peer()).isEqualTo(source);
    }

    @Test
    void theWayOverProxiesIsRememberedAndTold() {
        FakeRequest answered = lab.sends(lab.register(DESK)
                .with("Path", "<sip:edge.example;lr>, <sip:core.example;lr>")
                .with("Supported", "path"));
        assertThat(answered.response().header("Path")).hasValue("<sip:edge.example;lr>");
        assertThat(lab.registrar.bindings("8001").getFirst().path())
                .containsExactly("<sip:edge.example;lr>", "<sip:core.example;lr>");
    }

    @Test
    void theAnswerWaitsUntilTheBindingWouldSurviveAKill() {
        lab.store.holds = true;
        FakeRequest waiting = lab.sends(lab.register(DESK));
        assertThat(waiting.responses()).isEmpty();
        assertThat(lab.registrar.idle()).isFalse();
        lab.store.held.getFirst().accept(true);
        assertThat(waiting.status()).isEqualTo(200);
    }

    @Test
    void whatCanNotBeKeptIsNotPromised() {
        lab.store.holds = true;
        FakeRequest lost = lab.sends(lab.register(DESK));
        lab.store.held.getFirst().accept(false);
        assertThat(lost.status()).isEqualTo(503);
        lab.store.full = true;
        FakeRequest refused = lab.sends(lab.register(MOBILE));
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.response().header("Retry-After")).isPresent();
        assertThat(lab.bound()).doesNotContain("sip:8001@10.1.2.4:5062;transport=udp");
        assertThat(lab.facts).containsExactly("NOT_KEPT", "NOT_KEPT");
    }

    @Test
    void whatWasKeptIsThereAfterARestart() {
        lab.sends(lab.register(DESK));
        try (var restarted = new RegistrarLab(
                RegistrarSettings.defaults(), (from, dialled, source) -> false, List.copyOf(lab.store.last))) {
            assertThat(restarted.bound()).containsExactly("sip:8001@10.1.2.3:5060");
        }
    }
}

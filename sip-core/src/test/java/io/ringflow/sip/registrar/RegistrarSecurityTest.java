package io.ringflow.sip.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.digest.DigestAlgorithm;
import io.ringflow.sip.registrar.Registrar.Caller;
import io.ringflow.sip.stack.FakeRequest;
import io.ringflow.sip.stack.InboundRequest.HeaderLine;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may register and call: the lines of the threat list that name digest and accounts. */
class RegistrarSecurityTest {
    private static final String DESK = "<sip:8001@10.1.2.3:5060>";

    private final RegistrarLab lab =
            new RegistrarLab(RegistrarSettings.defaults(), (from, dialled, source) -> from.equals("8001"), List.of());

    @AfterEach
    void nothingIsLeft() {
        lab.close();
    }

    private static List<String> challenges(FakeRequest asked) {
        return asked.response().headers().stream()
                .filter(line -> line.name().equals("WWW-Authenticate"))
                .map(HeaderLine::value)
                .toList();
    }

    /** RFC 8760 §2.4: one challenge a line, the strongest first. */
    @Test
    void everybodyIsAskedTheStrongestFirst() {
        FakeRequest asked = lab.register(DESK);
        lab.registrar.receive(asked);
        assertThat(asked.status()).isEqualTo(401);
        assertThat(challenges(asked)).hasSize(2);
        assertThat(challenges(asked).get(0)).contains("algorithm=SHA-256");
        assertThat(challenges(asked).get(1)).contains("algorithm=MD5");
        assertThat(lab.registrar.size()).isZero();
    }

    /** Such a telephone fails at a challenge that it does not know, instead of passing it over (RFC 8760 §2.4). */
    @Test
    void aTelephoneThatIsKnownToFailAtMoreIsOfferedMd5Alone() {
        var base = RegistrarSettings.defaults();
        var settings = new RegistrarSettings(
                base.realm(),
                base.algorithms(),
                List.of("Oldphone v1."),
                base.shortest(),
                base.usual(),
                base.longest(),
                base.contacts(),
                base.failures());
        try (var old = new RegistrarLab(settings, (from, dialled, source) -> false, List.of())) {
            FakeRequest asked = old.register(DESK).with("User-Agent", "oldphone v1.0.0 (x86_64/linux)");
            old.registrar.receive(asked);
            assertThat(challenges(asked)).singleElement().asString().contains("algorithm=MD5");
            FakeRequest newer = old.register(DESK).with("User-Agent", "Oldphone v2.0");
            old.registrar.receive(newer);
            assertThat(challenges(newer)).hasSize(2);
            assertThat(old.sends(old.register(DESK).with("User-Agent", "Oldphone v1.2"))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(new RegistrarSettings(
                                base.realm(),
                                Set.of(DigestAlgorithm.SHA_256),
                                List.of("Oldphone"),
                                base.shortest(),
                                base.usual(),
                                base.longest(),
                                base.contacts(),
                                base.failures())
                        .algorithmsFor("Oldphone v1"))
                .as("where MD5 is not offered it is offered to nobody")
                .containsExactly(DigestAlgorithm.SHA_256);
    }

    /** threats.md S9: a name that does not exist is answered as one whose password is wrong. */
    @Test
    void nobodyLearnsWhichAccountsExist() {
        FakeRequest wrong = lab.sends(lab.register(DESK), "8001", "a wrong password");
        FakeRequest unknown = lab.sends(lab.register(DESK), "8999", "a wrong password");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(shape(unknown)).isEqualTo(shape(wrong));
        for (int i = 0; i < 4; i++) {
            lab.sends(lab.register(DESK), "8001", "a wrong password");
            lab.sends(lab.register(DESK), "8999", "a wrong password");
        }
        assertThat(lab.sends(lab.register(DESK), "8001", "guess").status()).isEqualTo(403);
        assertThat(lab.sends(lab.register(DESK), "8999", "guess").status()).isEqualTo(403);
    }

    private static List<String> shape(FakeRequest asked) {
        return challenges(asked).stream()
                .map(line -> line.replaceAll("nonce=\"[^\"]*\"", "nonce"))
                .toList();
    }

    /** threats.md S10: five wrong passwords in a minute, then none is looked at, not even the right one. */
    @Test
    void whoGuessesIsNotListenedToForTheRestOfAMinute() {
        for (int i = 0; i < 5; i++) {
            assertThat(lab.sends(lab.register(DESK), "8001", "guess " + i).status())
                    .isEqualTo(401);
        }
        assertThat(lab.sends(lab.register(DESK)).status()).isEqualTo(403);
        assertThat(lab.facts).filteredOn("WRONG_PASSWORD"::equals).hasSize(5);
        assertThat(lab.facts).filteredOn("TOO_MANY_FAILURES"::equals).hasSize(1);

        var elsewhere = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.77"), 5090);
        assertThat(lab.sends(lab.register(DESK).source(elsewhere)).status())
                .as("the telephone itself is not locked out")
                .isEqualTo(200);
        lab.time.advance(Duration.ofSeconds(61));
        assertThat(lab.sends(lab.register(DESK)).status()).isEqualTo(200);
    }

    /** threats.md S10: one address may not try a few passwords of each of many accounts. */
    @Test
    void whoTriesManyNamesIsNotListenedToEither() {
        for (int i = 0; i < 50; i++) {
            lab.sends(lab.register(DESK), "9" + i, "guess");
        }
        assertThat(lab.sends(lab.register(DESK)).status()).isEqualTo(403);
    }

    /** threats.md S10: credentials that were heard on the way are of no use. */
    @Test
    void credentialsAreGoodOnceAndForAMinute() {
        FakeRequest first = lab.proving(lab.register(DESK), "8001", RegistrarLab.PASSWORD);
        String heard = first.header("Authorization").orElseThrow();
        lab.registrar.receive(first);
        assertThat(first.status()).isEqualTo(200);
        FakeRequest replayed = lab.register("<sip:8001@192.0.2.66>").with("Authorization", heard);
        lab.registrar.receive(replayed);
        assertThat(replayed.status()).isEqualTo(401);
        assertThat(challenges(replayed).getFirst()).contains("stale=true");

        FakeRequest slow = lab.proving(lab.register(DESK), "8001", RegistrarLab.PASSWORD);
        lab.time.advance(Duration.ofSeconds(61));
        lab.registrar.receive(slow);
        assertThat(slow.status()).isEqualTo(401);
        assertThat(lab.bound()).hasSize(1);
        assertThat(lab.facts).as("no guess").doesNotContain("WRONG_PASSWORD");
    }

    /** RFC 4475 §3.3.7: a scheme that we don't know is no proof. */
    @Test
    void anUnknownSchemeProvesNothing() {
        FakeRequest strange = lab.register(DESK).with("Authorization", "NoOneKnowsThisScheme opaque-data=here");
        lab.registrar.receive(strange);
        assertThat(strange.status()).isEqualTo(401);
    }

    @Test
    void whoSaysToBeAnAccountMustProveItToCall() {
        FakeRequest spoofed = FakeRequest.of("INVITE").with("From", "<sip:8001@anywhere.example>;tag=x");
        assertThat(lab.registrar.caller(spoofed))
                .isInstanceOfSatisfying(Caller.Refused.class, refused -> assertThat(refused.status())
                        .isEqualTo(401));
        FakeRequest anybody = FakeRequest.of("INVITE").with("From", "<sip:13800138000@anywhere.example>;tag=x");
        assertThat(lab.registrar.caller(anybody)).isInstanceOf(Caller.Anybody.class);
    }

    @Test
    void whoProvesAnAccountIsThatAccountWhateverFromSays() {
        FakeRequest asked = FakeRequest.of("INVITE").with("From", "<sip:8001@x.example>;tag=x");
        var refused = (Caller.Refused) lab.registrar.caller(asked);
        asked.respond(refused.status(), null, null, refused.headers(), Optional.empty());
        FakeRequest proved = FakeRequest.of("INVITE")
                .with("From", "<sip:13800138000@x.example>;tag=x")
                .with("Authorization", RegistrarLab.credentials(asked, "8002", RegistrarLab.PASSWORD));
        assertThat(lab.registrar.caller(proved)).isEqualTo(new Caller.Account("8002"));
    }
}

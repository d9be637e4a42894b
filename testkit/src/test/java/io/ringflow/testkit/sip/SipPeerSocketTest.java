package io.ringflow.testkit.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.testkit.time.FakeTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class SipPeerSocketTest {
    private final SipPeer alice = SipPeer.udp("alice");
    private final SipPeer bob = SipPeer.udp("bob");
    private final String offer = SdpText.audio(alice.address()).toString();

    @AfterEach
    void close() {
        alice.close();
        bob.close();
    }

    @Test
    void aWholeCallIsSetUpAndEndedByTheCaller() {
        var call = alice.dial(bob.uri(), offer);
        var invite = bob.expect("INVITE");
        assertThat(SdpText.parse(invite.bodyText()).payloadTypes()).containsExactly(8, 0, 101);
        bob.answer(invite, 180, "Ringing");
        var ok = accept(invite);
        assertThat(call.answered().bodyText()).isEqualTo(ok.bodyText());
        bob.expect("ACK");
        Thread.ofVirtual().start(() -> bob.answer(bob.expect("BYE"), 200, "OK"));
        assertThat(call.bye().status()).isEqualTo(200);
        assertThat(alice.ladder().steps())
                .containsExactly("> INVITE", "< 180 INVITE", "< 200 INVITE", "> ACK", "> BYE", "< 200 BYE");
    }

    @Test
    void theSameOverTcp() {
        try (var carol = SipPeer.tcp("carol");
                var dave = SipPeer.tcp("dave")) {
            var call = carol.dial(dave.uri(), offer);
            var invite = dave.expect("INVITE");
            dave.answer(invite, tagged(SipText.answer(invite, 200, "OK")).plus("Contact", "<" + dave.uri() + ">"));
            call.answered();
            assertThat(dave.expect("ACK").header("Via")).contains("SIP/2.0/TCP");
        }
    }

    @Test
    void aByeFromTheFarEndIsAnsweredByItself() throws InterruptedException {
        var call = established();
        var ok = call.answer();
        bob.send(
                alice.address(),
                SipText.request("BYE", alice.uri())
                        .plus("From", ok.header("To"))
                        .plus("To", ok.header("From"))
                        .plus("Call-ID", call.callId())
                        .plus("CSeq", "1 BYE"));
        assertThat(bob.expect(200).method()).isEqualTo("BYE");
        assertThat(call.hungUp().method()).isEqualTo("BYE");
        assertThat(call.awaitEnd(Duration.ZERO)).isTrue();
    }

    @Test
    void aReInviteFromTheFarEndIsAnsweredWithOurDescription() {
        var call = established();
        var ok = call.answer();
        bob.send(
                alice.address(),
                SipText.request("INVITE", alice.uri())
                        .plus("From", ok.header("To"))
                        .plus("To", ok.header("From"))
                        .plus("Call-ID", call.callId())
                        .plus("CSeq", "7 INVITE")
                        .plus("Contact", "<" + bob.uri() + ">"));
        assertThat(bob.expect(200).bodyText()).isEqualTo(offer);
    }

    @Test
    void anUnansweredInviteIsSentSevenTimesAndExpectedOnce() {
        var time = new FakeTime();
        try (var carol = SipPeer.udp("carol", time)) {
            carol.dial(bob.uri(), offer);
            bob.expect("INVITE");
            time.advance(Duration.ofSeconds(40)); // RFC 3261 §17.1.1.2: Timer A until Timer B
            assertThat(carol.ladder().rungs()).hasSize(7).last().matches(Ladder.Rung::again);
            assertThat(bob.poll(message -> true, Duration.ofMillis(20))).isEmpty();
        }
    }

    @Test
    void aRefusalIsAcknowledgedInTheSameTransaction() {
        var call = alice.dial(bob.uri(), offer);
        var invite = bob.expect("INVITE");
        bob.answer(invite, 486, "Busy Here");
        assertThat(call.refused().status()).isEqualTo(486);
        assertThat(bob.expect("ACK").header("Via")).isEqualTo(invite.header("Via"));
        assertThatThrownBy(call::answer).isInstanceOf(AssertionError.class);
    }

    @Test
    void cancelNamesTheInvitesTransaction() {
        var call = alice.dial(bob.uri(), offer);
        var invite = bob.expect("INVITE");
        bob.answer(invite, 180, "Ringing");
        call.expect(180);
        call.cancel();
        var cancel = bob.expect("CANCEL");
        assertThat(cancel.param("Via", "branch")).isEqualTo(invite.param("Via", "branch"));
        bob.answer(cancel, 200, "OK");
        bob.answer(invite, 487, "Request Terminated");
        assertThat(call.refused().status()).isEqualTo(487);
    }

    @Test
    void aRepeated200IsAcknowledgedAgain() throws InterruptedException {
        var call = established();
        var acknowledged = new CountDownLatch(1);
        bob.ladder().watch(rung -> {
            if (!rung.sent() && rung.again() && rung.message().method().equals("ACK")) {
                acknowledged.countDown();
            }
        });
        bob.transmit(alice.address(), call.answer(), true);
        assertThat(acknowledged.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void delayedOfferIsAnsweredInTheAck() {
        var call = alice.dial(bob.uri()).describe(offer);
        accept(bob.expect("INVITE"));
        call.answered();
        assertThat(bob.expect("ACK").bodyText()).isEqualTo(offer);
    }

    @Test
    void holdOffersSendonlyWithANewVersion() {
        var call = established();
        Thread.ofVirtual().start(() -> accept(bob.expect("INVITE")));
        call.hold();
        var held = bob.ladder().messages().stream()
                .filter(message -> message.bodyText().contains("sendonly"))
                .findFirst()
                .orElseThrow();
        assertThat(held.bodyText()).contains("o=- 1 2 IN");
        assertThat(held.sequence()).isEqualTo(2);
    }

    @Test
    void keysByInfoCarryARelayBody() {
        var call = established();
        Thread.ofVirtual().start(() -> bob.answer(bob.expect("INFO"), 200, "OK"));
        assertThat(call.info('7').status()).isEqualTo(200);
        assertThat(bob.ladder().messages().getLast().bodyText() + bob.ladder()).contains("INFO");
    }

    @Test
    void whatDoesNotComeFailsWithTheLadder() {
        alice.dial(bob.uri(), offer);
        assertThatThrownBy(() -> alice.expect(message -> false, "a miracle", Duration.ofMillis(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a miracle")
                .hasMessageContaining("--> INVITE sip:bob@");
    }

    @Test
    void anythingCanBeSent() {
        alice.send(bob.address(), "NONSENSE\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        assertThat(bob.expect(message -> message.firstLine().equals("NONSENSE"), "nonsense", Duration.ofSeconds(5)))
                .isNotNull();
    }

    private Caller established() {
        var call = alice.dial(bob.uri(), offer);
        accept(bob.expect("INVITE"));
        call.answered();
        bob.expect("ACK");
        return call;
    }

    private SipText accept(SipText invite) {
        var ok = tagged(SipText.answer(invite, 200, "OK"))
                .plus("Contact", "<" + bob.uri() + ">")
                .withBody("application/sdp", SdpText.audio(bob.address()).toString());
        bob.answer(invite, ok);
        return ok;
    }

    private static SipText tagged(SipText response) {
        return response.param("To", "tag").isEmpty()
                ? response.with("To", response.header("To") + ";tag=b0b")
                : response;
    }
}

package io.ringflow.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.sip.Caller;
import io.ringflow.testkit.sip.SipPeer;
import io.ringflow.testkit.sip.SipText;
import io.ringflow.testkit.time.FakeTime;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The endpoint on the real stack, called over loopback by a peer that shares no code with it. */
@ParameterizedClass
@EnumSource(Transport.class)
class SipEndpointSocketTest {
    private static final String OFFER = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            + "m=audio 4000 RTP/AVP 8\r\na=sendrecv\r\n";
    private static final String OUR_OFFER = OFFER.replace("4000", "6000");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final FakeTime time = new FakeTime();
    private final LegOwner owner = new LegOwner();
    private final SipEndpoint endpoint;
    private final SipPeer peer;
    private final String uri;

    SipEndpointSocketTest(Transport transport) {
        var listener = new ListenAddress(transport, InetAddress.ofLiteral("127.0.0.1"), 0, null);
        owner.atIncoming = () -> owner.leg().answer(SessionDescription.sdp(OUR_OFFER));
        endpoint = SipEndpoint.start(SipConfig.of(List.of(listener)), owner, time, time, SipObserver.NONE);
        time.idleWhen(endpoint::idle);
        peer = transport == Transport.TCP ? SipPeer.tcp("alice") : SipPeer.udp("alice");
        uri = "sip:100@127.0.0.1:" + endpoint.addresses().getFirst().port() + ";transport=" + transport.parameter();
    }

    @AfterEach
    void nothingIsLeft() {
        endpoint.close();
        peer.close();
        assertThat(endpoint.activeLegs()).isZero();
    }

    @Test
    void aCallIsAnsweredConfirmedAndHungUp() {
        Caller caller = peer.dial(uri, OFFER);
        SipText answer = caller.answered();

        assertThat(answer.bodyText()).contains("m=audio 6000");
        assertThat(answer.find("Contact")).isPresent();
        await(() -> owner.events.contains(new LegEvent.Confirmed()));
        assertThat(caller.bye().status()).isEqualTo(200);
        await(() -> owner.ends().equals(List.of(EndReason.Cause.CALLER_HUNG_UP)));
    }

    @Test
    void weHangUpWithAReason() {
        Caller caller = peer.dial(uri, OFFER);
        caller.answered();
        await(() -> owner.events.contains(new LegEvent.Confirmed()));

        owner.leg().bye(EndReason.of(EndReason.Cause.FLOW_FINISHED, "the menu is over"));

        assertThat(caller.hungUp().header("Reason")).isEqualTo("Q.850;cause=16;text=\"the menu is over\"");
        await(() -> endpoint.activeLegs() == 0);
    }

    @Test
    void aDelayedOfferIsOfferedInThe200AndAnsweredInTheAck() {
        Caller caller = peer.dial(uri).describe(OFFER);

        assertThat(caller.answered().bodyText()).isEqualTo(OUR_OFFER);
        await(() -> owner.answers.equals(List.of(OFFER)));
        assertThat(caller.bye().status()).isEqualTo(200);
    }

    @Test
    void aHoldIsAnsweredAnew() {
        Caller caller = peer.dial(uri, OFFER);
        caller.answered();

        assertThat(caller.hold().status()).isEqualTo(200);

        assertThat(owner.offers).singleElement().asString().contains("a=sendonly");
        assertThat(caller.bye().status()).isEqualTo(200);
    }

    @Test
    void aCancelStopsACallThatRings() {
        owner.atIncoming = () -> {};
        Caller caller = peer.dial(uri, OFFER);
        await(() -> !owner.legs.isEmpty());
        owner.leg().ring();
        time.settle();
        time.advance(Duration.ofMillis(200));
        caller.expect(180);

        caller.cancel();

        assertThat(caller.refused().status()).isEqualTo(487);
        caller.expect(response -> response.status() == 200 && response.method().equals("CANCEL"), "200", PATIENCE);
        await(() -> owner.ends().equals(List.of(EndReason.Cause.CALLER_CANCELLED)));
    }

    @Test
    void inDialogRequestsAreServed() {
        Caller caller = peer.dial(uri, OFFER);
        caller.answered();

        assertThat(caller.options().header("Allow")).contains("UPDATE");
        assertThat(caller.info('5').status()).isEqualTo(200);
        assertThat(caller.update(OFFER).bodyText()).contains("m=audio");
        assertThat(caller.ask(caller.request("REFER").plus("Refer-To", "<sip:x@y>"))
                        .status())
                .isEqualTo(405);
        assertThat(caller.bye().status()).isEqualTo(200);
        assertThat(caller.ask(caller.request("INFO")).status()).isEqualTo(481);
    }

    @Test
    void ourOwnOfferIsAnsweredAndAcknowledged() {
        Caller caller = peer.dial(uri, OFFER);
        caller.answered();
        await(() -> owner.events.contains(new LegEvent.Confirmed()));

        owner.leg().reoffer(SessionDescription.sdp(OUR_OFFER.replace("6000", "6002")));

        assertThat(caller.expect("INVITE").bodyText()).contains("m=audio 6002");
        caller.expect(request -> request.isRequest() && request.method().equals("ACK"), "ACK", PATIENCE);
        await(() -> owner.answers.equals(List.of(OFFER)));
        assertThat(caller.bye().status()).isEqualTo(200);
    }

    @Test
    void theAnswerIsRepeatedUntilTheAck() {
        Caller caller = peer.dial(uri, OFFER);
        caller.finalResponse(PATIENCE);

        time.advance(Duration.ofMillis(500));
        await(() -> copiesOfTheAnswer() == 2);
        time.advance(Duration.ofSeconds(1));
        await(() -> copiesOfTheAnswer() == 3);

        caller.ack();
        await(() -> owner.events.contains(new LegEvent.Confirmed()));
        time.advance(Duration.ofSeconds(40));
        assertThat(copiesOfTheAnswer()).isEqualTo(3);
        assertThat(caller.bye().status()).isEqualTo(200);
    }

    @Test
    void anAckIsTakenWhateverIsInTheHeadersThatNobodyReadsInIt() {
        Caller caller = peer.dial(uri, OFFER);
        String toHeader = caller.finalResponse(PATIENCE).header("To");

        SipText ack = SipText.request("ACK", uri);
        for (String same : List.of("Via", "Max-Forwards", "From", "Call-ID")) {
            ack = ack.plus(same, caller.invite().header(same));
        }
        ack = ack.plus("To", toHeader)
                .plus("CSeq", caller.invite().sequence() + " ACK")
                .plus("Contact", "<<>");
        peer.send(server(), ack.octets());

        await(() -> owner.events.contains(new LegEvent.Confirmed()));
        assertThat(caller.bye().status()).isEqualTo(200);
    }

    @Test
    void anInviteThatComesAgainAfterTheAnswerIsNeitherRefusedNorASecondCall() {
        Caller caller = peer.dial(uri, OFFER);
        caller.finalResponse(PATIENCE);
        time.settle();

        peer.send(server(), caller.invite().octets());
        time.advance(Duration.ofMillis(500));

        await(() -> copiesOfTheAnswer() == 2);
        caller.ack();
        assertThat(caller.bye().status()).isEqualTo(200);
        assertThat(peer.ladder().steps()).containsExactly("> INVITE", "< 200 INVITE", "> ACK", "> BYE", "< 200 BYE");
        assertThat(owner.legs).hasSize(1);
    }

    @Test
    void optionsOutsideADialogIsAnswered() {
        SipText options = SipText.request("OPTIONS", uri)
                .plus("From", "<" + peer.uri() + ">;tag=" + SipPeer.token())
                .plus("To", "<" + uri + ">")
                .plus("Call-ID", SipPeer.token())
                .plus("CSeq", "1 OPTIONS")
                .plus("Max-Forwards", "0");
        peer.send(server(), options);

        assertThat(peer.expect(200).header("Accept")).isEqualTo("application/sdp");
    }

    private InetSocketAddress server() {
        return new InetSocketAddress(
                "127.0.0.1", endpoint.addresses().getFirst().port());
    }

    private long copiesOfTheAnswer() {
        return peer.ladder().rungs().stream()
                .filter(rung -> !rung.sent() && rung.title().equals("200 OK (INVITE)"))
                .count();
    }

    private void await(BooleanSupplier wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!wanted.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("did not come true\n" + peer.ladder());
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}

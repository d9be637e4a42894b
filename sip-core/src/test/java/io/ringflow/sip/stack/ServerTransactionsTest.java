package io.ringflow.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.SipConfig.Limits;
import io.ringflow.sip.message.TransactionKey;
import io.ringflow.sip.transport.PreParser;
import io.ringflow.sip.transport.PreParser.Verdict;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The timers of RFC 3261 §17.2, turned by hand. */
class ServerTransactionsTest {
    private static final int SECOND = ServerTransactions.TICKS_PER_SECOND;

    private final FakeFlow flow = new FakeFlow(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 5060));
    private final ServerTransactions transactions = new ServerTransactions(2);

    @Test
    void aRefusalIsRepeatedWithDoubledPausesUntilItIsGivenUp() {
        respond(begin("INVITE", "1"), 486);

        turn(SECOND);
        assertThat(flow.sent()).hasSize(2);
        turn(SECOND);
        assertThat(flow.sent()).hasSize(3);
        turn(2 * SECOND);
        assertThat(flow.sent()).hasSize(4);
        turn(30 * SECOND);
        // 0.5, 1, 2, then every 4 s
        assertThat(flow.sent()).hasSize(11);
        turn(60 * SECOND);
        assertThat(flow.sent()).hasSize(11);
        assertThat(transactions.size()).isZero();
    }

    @Test
    void anAcknowledgedRefusalIsRepeatedNoMoreAndItsLateAcksEndHere() {
        respond(begin("INVITE", "1"), 486);

        assertThat(transactions.absorbs(key("ACK", "1"), "ACK")).isTrue();
        turn(4 * SECOND);
        assertThat(transactions.absorbs(key("ACK", "1"), "ACK")).isTrue();
        assertThat(flow.sent()).hasSize(1);

        turn(10 * SECOND);
        assertThat(transactions.size()).isZero();
    }

    @Test
    void anAnsweredInviteAbsorbsItsCopiesInSilenceAndLeavesTheAckToTheLeg() {
        respond(begin("INVITE", "1"), 200);

        assertThat(transactions.absorbs(key("INVITE", "1"), "INVITE")).isTrue();
        assertThat(transactions.absorbs(key("ACK", "1"), "ACK")).isFalse();
        assertThat(flow.sent()).hasSize(1);

        turn(33 * SECOND);
        assertThat(transactions.size()).isZero();
    }

    @Test
    void aRequestThatComesAgainGetsTheAnswerAgainForAsLongAsItsSenderWaits() {
        respond(begin("BYE", "1"), 200);

        turn(31 * SECOND);
        assertThat(transactions.absorbs(key("BYE", "1"), "BYE")).isTrue();
        assertThat(flow.sent()).hasSize(2);

        turn(2 * SECOND);
        assertThat(transactions.absorbs(key("BYE", "1"), "BYE")).isFalse();
    }

    @Test
    void anInviteIsSaidToHaveComeAfterTwoTenthsOfASecondUnlessItIsAnswered() {
        ServerTransaction slow = begin("INVITE", "1");
        ServerTransaction quick = begin("INVITE", "2");
        transactions.unlessAnswered(slow, () -> respond(slow, 100));
        transactions.unlessAnswered(quick, () -> respond(quick, 100));
        respond(quick, 486);

        turn(1);
        assertThat(flow.sent()).hasSize(1);
        turn(1);
        assertThat(flow.sent()).hasSize(2);
        assertThat(flow.sent().getLast()).contains(" 100 ");
        // what is said by then does not hasten the repetition of a refusal
        turn(2);
        assertThat(flow.sent()).hasSize(2);
        turn(2);
        assertThat(flow.sent()).hasSize(3);
    }

    @Test
    void anInviteThatRingsIsNotSaidToHaveCome() {
        ServerTransaction ringing = begin("INVITE", "1");
        transactions.unlessAnswered(ringing, () -> respond(ringing, 100));
        respond(ringing, 180);

        turn(4);
        assertThat(flow.sent()).hasSize(1);
    }

    @Test
    void oneThatRingsByThenIsSaidToRing() {
        ServerTransaction ringing = begin("INVITE", "1");
        transactions.unlessAnswered(ringing, () -> respond(ringing, 100));
        assertThat(ringing.insteadOfTrying(() -> respond(ringing, 180))).isTrue();
        assertThat(flow.sent()).isEmpty();

        turn(2);
        assertThat(flow.sent()).singleElement().asString().contains(" 180 ");
        assertThat(ringing.insteadOfTrying(() -> respond(ringing, 180)))
                .as("that time is over")
                .isFalse();
    }

    @Test
    void whatWasPutOffIsNotSaidAfterAnAnswer() {
        ServerTransaction answered = begin("INVITE", "1");
        transactions.unlessAnswered(answered, () -> respond(answered, 100));
        assertThat(answered.insteadOfTrying(() -> respond(answered, 180))).isTrue();
        respond(answered, 200);

        turn(2);
        assertThat(flow.sent()).singleElement().asString().contains(" 200 ");
        assertThat(answered.insteadOfTrying(() -> {})).isFalse();
    }

    @Test
    void aSecondFinalResponseIsNotSent() {
        ServerTransaction transaction = begin("BYE", "1");
        respond(transaction, 200);
        respond(transaction, 500);

        assertThat(flow.sent()).hasSize(1);
    }

    @Test
    void aCancelIsATransactionOfItsOwn() {
        begin("INVITE", "1");

        assertThat(transactions.absorbs(key("CANCEL", "1"), "CANCEL")).isFalse();
    }

    @Test
    void beyondTheMostNoneBegins() {
        begin("BYE", "1");
        begin("BYE", "2");

        assertThat(transactions.begin(key("BYE", "3"), arrival("BYE", "3"))).isEmpty();
    }

    private ServerTransaction begin(String method, String branch) {
        return transactions.begin(key(method, branch), arrival(method, branch)).orElseThrow();
    }

    private void respond(ServerTransaction transaction, int status) {
        transactions.respond(
                transaction, status, ("SIP/2.0 " + status + " x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void turn(int ticks) {
        for (int i = 0; i < ticks; i++) {
            transactions.turn();
        }
    }

    private TransactionKey key(String method, String branch) {
        Arrival arrival = arrival(method, branch);
        return TransactionKey.of(arrival.head(), arrival.via(), flow.peer());
    }

    private Arrival arrival(String method, String branch) {
        byte[] octets = ("%1$s sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP c;branch=z9hG4bK%2$s\r\nMax-Forwards: 70\r\n"
                        + "From: <sip:b@c>;tag=1\r\nTo: <sip:a@b>\r\nCall-ID: x\r\nCSeq: 1 %1$s\r\n\r\n")
                .formatted(method, branch)
                .getBytes(StandardCharsets.US_ASCII);
        var accepted = (Verdict.Accepted) new PreParser(Limits.defaults()).judge(octets, octets.length, false);
        return new Arrival(accepted.head(), accepted.via(), new FakeListener(), flow);
    }
}

package io.ringflow.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The caller's side of a call, on a clock moved by hand and a wire that only remembers. */
class CallerTest {

    private static final String SDP = AudioDescription.write("127.0.0.1", 4_000, 1);

    private final List<Message> sent = new ArrayList<>();
    private final FakeMedia fake = new FakeMedia();
    private final List<String> media = fake.told;
    private final CallTally tally = new CallTally();
    private long now = TimeUnit.SECONDS.toNanos(100);

    private Call started(Duration hold) {
        var target = new Target("sip:1000@127.0.0.1:5060", new InetSocketAddress("127.0.0.1", 5060));
        var plan = new Plan(target, 1, 1, 1, hold, Duration.ofSeconds(10), true, "", Duration.ZERO, Plan.End.CALLER);
        var text = new DialogText(target.uri(), "127.0.0.1:9", "n1");
        var call = new Call(plan, text, fake, tally, bytes -> sent.add(Message.parse(bytes)));
        call.start(now, at -> {});
        return call;
    }

    private void pass(Call call, long millis) {
        long until = now + TimeUnit.MILLISECONDS.toNanos(millis);
        for (; now < until; now += TimeUnit.MILLISECONDS.toNanos(5)) call.tick(now);
    }

    private void answers(Call call, int status, String sdp) {
        Message to = sent.getLast();
        String text = "SIP/2.0 " + status + " x\r\nTo: " + to.header("to") + ";tag=far\r\nCall-ID: " + to.callId()
                + "\r\nCSeq: " + to.header("cseq") + "\r\nContact: <sip:far@127.0.0.1:7>\r\n\r\n" + sdp;
        call.response(Message.parse(text.getBytes(StandardCharsets.UTF_8)), now);
    }

    private void serverSends(Call call, String method) {
        String text = method + " sip:load@127.0.0.1:9 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:7;branch=z9hG4bKb\r\n"
                + "Call-ID: " + call.id() + "\r\nCSeq: 1 " + method + "\r\n\r\n";
        call.request(Message.parse(text.getBytes(StandardCharsets.UTF_8)), now);
    }

    private List<String> lines() {
        return sent.stream().map(Message::toString).toList();
    }

    @Test
    void anAnsweredCallIsHeldAndEndedByBye() {
        Call call = started(Duration.ofSeconds(3));
        answers(call, 200, SDP);
        call.heard(now, now);
        pass(call, 2_900);
        assertThat(tally.upCalls()).isEqualTo(1);
        pass(call, 200);
        answers(call, 200, "");
        assertThat(lines())
                .containsExactly(
                        "INVITE sip:1000@127.0.0.1:5060 SIP/2.0",
                        "ACK sip:far@127.0.0.1:7 SIP/2.0",
                        "BYE sip:far@127.0.0.1:7 SIP/2.0");
        assertThat(sent.getLast().header("to")).endsWith(";tag=far");
        assertThat(media).containsExactly("listen", "connect 4000", "close");
        assertThat(tally.overCalls()).isEqualTo(1);
        assertThat(tally.failedCalls()).isZero();
    }

    @Test
    void aCallThatIsUpEndsBeforeItsTimeWhenTold() {
        Call call = started(Duration.ofSeconds(3));
        call.hangUp(now);
        assertThat(lines()).containsExactly("INVITE sip:1000@127.0.0.1:5060 SIP/2.0");
        answers(call, 200, SDP);
        call.hangUp(now);
        call.hangUp(now);
        assertThat(lines()).hasSize(3).endsWith("BYE sip:far@127.0.0.1:7 SIP/2.0");
        assertThat(tally.failedCalls()).isZero();
    }

    @Test
    void anUnansweredInviteIsSentAgainAndFailsInTheEnd() {
        Call call = started(Duration.ofSeconds(3));
        pass(call, 3_600);
        assertThat(lines()).hasSize(4).allMatch(line -> line.startsWith("INVITE"));
        pass(call, 7_000);
        assertThat(tally.failuresByCause()).containsOnlyKeys("no answer to INVITE");
        assertThat(media).endsWith("close");
    }

    @Test
    void aProvisionalAnswerStopsTheRetransmissions() {
        Call call = started(Duration.ofSeconds(3));
        answers(call, 100, "");
        pass(call, 5_000);
        assertThat(sent).hasSize(1);
        pass(call, 5_100);
        assertThat(lines()).last().asString().startsWith("CANCEL");
        assertThat(tally.failuresByCause()).containsOnlyKeys("not answered in time");
    }

    @Test
    void aRefusalIsAcknowledgedAndCountedByStatus() {
        Call call = started(Duration.ofSeconds(3));
        answers(call, 503, "");
        assertThat(sent.getLast().method()).isEqualTo("ACK");
        assertThat(sent.getLast().header("via")).isEqualTo(sent.getFirst().header("via"));
        assertThat(tally.failuresByCause()).containsEntry("503", 1);
        assertThat(tally.overCalls()).isEqualTo(1);
    }

    @Test
    void aRepeatedAnswerIsAcknowledgedAgain() {
        Call call = started(Duration.ofSeconds(3));
        Message invite = sent.getLast();
        answers(call, 200, SDP);
        sent.add(invite);
        answers(call, 200, SDP);
        assertThat(lines().stream().filter(line -> line.startsWith("ACK"))).hasSize(2);
        assertThat(tally.answeredCalls()).isEqualTo(1);
    }

    @Test
    void anAnswerThatComesTooLateIsHungUp() {
        Call call = started(Duration.ofSeconds(3));
        pass(call, 10_100);
        answers(call, 200, SDP);
        assertThat(lines()).last().asString().startsWith("BYE");
        assertThat(tally.failedCalls()).isEqualTo(1);
        assertThat(tally.answeredCalls()).isZero();
    }

    @Test
    void aSetupCallEndsWithItsFirstPacketEvenWhenThatOvertakesTheAnswer() {
        Call call = started(Duration.ZERO);
        call.heard(now, now);
        answers(call, 200, SDP);
        assertThat(lines()).last().asString().startsWith("BYE");
        assertThat(tally.failedCalls()).isZero();
    }

    @Test
    void aCallThatHearsNothingHasFailed() {
        Call call = started(Duration.ofSeconds(1));
        answers(call, 200, SDP);
        pass(call, 1_100);
        assertThat(tally.failuresByCause()).containsOnlyKeys("no RTP");
    }

    @Test
    void aByeOfTheServerIsAnsweredAndIsAFailureBeforeTheTime() {
        Call call = started(Duration.ofSeconds(3));
        answers(call, 200, SDP);
        serverSends(call, "BYE");
        assertThat(lines()).last().isEqualTo("SIP/2.0 200 OK");
        assertThat(tally.failuresByCause()).containsOnlyKeys("ended by the server");
        assertThat(media).endsWith("close");
    }

    @Test
    void requestsWithinTheCallAreAnswered() {
        Call call = started(Duration.ofSeconds(3));
        answers(call, 200, SDP);
        serverSends(call, "OPTIONS");
        assertThat(lines()).last().isEqualTo("SIP/2.0 200 OK");
        serverSends(call, "INVITE");
        assertThat(AudioDescription.read(sent.getLast().body())).isPresent();
        serverSends(call, "REFER");
        assertThat(lines()).last().isEqualTo("SIP/2.0 405 Method Not Allowed");
    }

    @Test
    void aCallIsForgottenOnlyAfterLateRetransmissionsAreAnswered() {
        Call call = started(Duration.ofSeconds(1));
        answers(call, 486, "");
        assertThat(call.gone(now)).isFalse();
        pass(call, 6_000);
        assertThat(call.gone(now)).isTrue();
    }
}

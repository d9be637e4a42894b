package io.ringflow.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An agent's side of a call, on a clock moved by hand and a wire that only remembers. */
class AgentCallTest {

    private static final String OFFER = AudioDescription.write("127.0.0.1", 4_000, 1);

    private final List<Message> sent = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final FakeMedia media = new FakeMedia();
    private long now = TimeUnit.SECONDS.toNanos(100);

    private final AgentPhones.Listener listener = new AgentPhones.Listener() {
        @Override
        public void rings(String number, AgentTemper temper, long at) {
            told.add(number + " rings");
        }

        @Override
        public void over(String number, AgentTemper temper, boolean cancelled) {
            told.add(number + (cancelled ? " cancelled" : " over"));
        }
    };

    private static Message request(String method, int cseq, String body) {
        String text = method + " sip:81001@127.0.0.1:9 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:7;branch=z9hG4bKb\r\n"
                + "From: <sip:4001@127.0.0.1>;tag=server\r\nTo: <sip:81001@127.0.0.1>\r\nCall-ID: c1\r\nCSeq: " + cseq
                + " " + method + "\r\nContact: <sip:ringflow@127.0.0.1:7>\r\n\r\n" + body;
        return Message.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private AgentCall called(AgentTemper temper) {
        var habits = new AgentPhones.Habits(() -> temper, Duration.ofSeconds(1), Duration.ofSeconds(5), new Random(1));
        var invite = request("INVITE", 1, OFFER);
        var text = new DialogText(invite, "127.0.0.1:9", "a1");
        var call = new AgentCall(invite, text, media, habits, listener, bytes -> sent.add(Message.parse(bytes)));
        call.start(now);
        return call;
    }

    private void pass(AgentCall call, long millis) {
        long until = now + TimeUnit.MILLISECONDS.toNanos(millis);
        for (; now < until; now += TimeUnit.MILLISECONDS.toNanos(5)) call.tick(now);
    }

    private List<String> lines() {
        return sent.stream().map(Message::toString).toList();
    }

    @Test
    void whoTalksAnswersAndHangsUpInTheEnd() {
        var call = called(AgentTemper.TALKS);
        pass(call, 3_100);
        call.request(request("ACK", 1, ""), now);
        pass(call, 10_100);
        assertThat(lines())
                .startsWith("SIP/2.0 180 Ringing", "SIP/2.0 200 OK")
                .contains("BYE sip:ringflow@127.0.0.1:7 SIP/2.0");
        var bye = sent.getLast();
        assertThat(bye.header("from")).endsWith(";tag=a1");
        assertThat(bye.header("to")).endsWith(";tag=server");
        assertThat(sent.get(1).header("to")).endsWith(";tag=a1");
        assertThat(told).containsExactly("81001 rings");
        call.response(
                Message.parse("SIP/2.0 200 OK\r\nCSeq: 2 BYE\r\nCall-ID: c1\r\n\r\n".getBytes(StandardCharsets.UTF_8)),
                now);
        assertThat(told).containsExactly("81001 rings", "81001 over");
        assertThat(media.told).containsExactly("listen", "connect 4000", "close");
    }

    @Test
    void anAnswerIsRepeatedUntilItIsAcknowledged() {
        var call = called(AgentTemper.LISTENS);
        pass(call, 4_600);
        assertThat(lines().stream().filter("SIP/2.0 200 OK"::equals)).hasSizeGreaterThan(2);
        int before = sent.size();
        call.request(request("ACK", 1, ""), now);
        pass(call, 2_000);
        assertThat(sent).hasSize(before);
    }

    @Test
    void whoRefusesIsBusyAndTellsSoAgain() {
        var call = called(AgentTemper.REFUSES);
        pass(call, 3_100);
        call.request(request("INVITE", 1, OFFER), now);
        assertThat(lines()).containsExactly("SIP/2.0 180 Ringing", "SIP/2.0 486 Busy Here", "SIP/2.0 486 Busy Here");
        assertThat(told).containsExactly("81001 rings", "81001 over");
    }

    @Test
    void aCallThatIsGivenUpStopsRinging() {
        var call = called(AgentTemper.DOES_NOT_ANSWER);
        pass(call, 20_000);
        call.request(request("CANCEL", 1, ""), now);
        assertThat(lines()).containsExactly("SIP/2.0 180 Ringing", "SIP/2.0 200 OK", "SIP/2.0 487 Request Terminated");
        assertThat(told).containsExactly("81001 rings", "81001 cancelled");
    }

    @Test
    void whoLosesTheNetworkDoesNotEvenAnswerABye() {
        var call = called(AgentTemper.LOSES_NETWORK);
        pass(call, 3_100);
        call.request(request("ACK", 1, ""), now);
        pass(call, 1_100);
        int before = sent.size();
        call.request(request("BYE", 2, ""), now);
        assertThat(sent).hasSize(before);
        assertThat(media.told).endsWith("close");
    }
}

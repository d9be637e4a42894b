package io.ringflow.ivr.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.ringflow.ivr.flow.Notification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Flow-protocol 5: what the application is told, with which parameters, in which order. */
class CallNotificationsTest {

    private final CallBench bench = new CallBench();

    /** Flow protocol 5.1 appid, callid, from, to, direction, fromattr, serviceno, digits. */
    @Test
    void startserviceTellsWhoCallsWhom() {
        bench.dial();
        var start = bench.app.asked.getFirst();
        assertThat(start.target()).isEqualTo("startservice");
        assertThat(start.method()).isEqualTo("POST");
        assertThat(start.parameters())
                .containsExactly(
                        entry("appid", "8a48b5514e5298b9014e67c2ce7b0a4e"),
                        entry("callid", start.callId()),
                        entry("from", "13800138000"),
                        entry("to", CallBench.NUMBER),
                        entry("direction", "0"));
    }

    /** Flow protocol 5.1 origcalled, transfernum. */
    @Test
    void startserviceNamesTheNumbersAForwardedCallCameThrough() {
        bench.headers = Map.of(
                "diversion",
                List.of("<sip:02888886666@pbx>;reason=no-answer", "\"Shop\" <tel:+862066667777>;reason=unconditional"));
        bench.dial();
        assertThat(bench.app.asked.getFirst().parameters())
                .containsEntry("origcalled", "+862066667777")
                .containsEntry("transfernum", "02888886666");
    }

    /** Flow protocol 5.1 callid. */
    @Test
    void theCallIdHasThirtyTwoCharactersThatStartWithTheTime() {
        bench.dial();
        assertThat(bench.app.asked.getFirst().callId()).matches("260105090000[0-9a-f]{20}");
    }

    /** Flow protocol 5.2 appid, callid, digits, result. */
    @Test
    void aReportOfKeysUsesTheMethodAndUrlOfItsCommand() {
        bench.app.answers("startservice", "<Get action='check?type=3' method='get' numdigits='2'/>");
        bench.dial();
        bench.press("42");
        var report = bench.app.asked.getLast();
        assertThat(report.target()).isEqualTo("check?type=3");
        assertThat(report.method()).isEqualTo("GET");
        assertThat(report.parameters())
                .containsExactly(
                        entry("appid", "8a48b5514e5298b9014e67c2ce7b0a4e"),
                        entry("callid", report.callId()),
                        entry("digits", "42"),
                        entry("result", "0"));
    }

    /** Flow protocol 5.3 appid, callid, tag, result. */
    @Test
    void aRedirectCarriesItsTagOnlyWhenItHasOne() {
        bench.app.answers("startservice", "<Redirect tag='a b'>/welcome/voice</Redirect>");
        bench.app.answers("/welcome/voice", "<Redirect method='GET'>inputcode?code=12</Redirect>");
        bench.dial();
        assertThat(bench.app.asked.get(1).target()).isEqualTo("/welcome/voice");
        assertThat(bench.app.asked.get(1).parameters()).containsEntry("tag", "a b");
        assertThat(bench.app.asked.get(2).target()).isEqualTo("inputcode?code=12");
        assertThat(bench.app.asked.get(2).method()).isEqualTo("GET");
        assertThat(bench.app.asked.get(2).parameters()).containsOnlyKeys("appid", "callid");
    }

    /**
     * Flow protocol 5.6 appid, callid, starttime, callduration, mediaflow, alertingtime, number, errorcode,
     * timestamp.
     */
    @Test
    void stopserviceTellsTheWholeStoryOfAnAnsweredCall() {
        bench.app.answers("startservice", "<Pause length='65'/>");
        bench.dial();
        bench.seconds(65);
        Notification stop = bench.notified.getLast();
        assertThat(stop.target()).isEqualTo("stopservice");
        assertThat(stop.parameters())
                .containsExactly(
                        entry("appid", "8a48b5514e5298b9014e67c2ce7b0a4e"),
                        entry("callid", stop.callId()),
                        entry("starttime", "20260105090000"),
                        entry("endtime", "20260105090105"),
                        entry("callduration", "65"),
                        entry("mediaflow", "3000"),
                        entry("videoflow", "0"),
                        entry("alertingtime", "20260105090000"),
                        entry("number", "13800138000"),
                        entry("errorcode", "000000"),
                        entry("timestamp", "20260105090105"));
    }

    @Test
    void allMessagesOfACallCarryTheSameCallId() {
        bench.app.answers("startservice", "<Redirect>next</Redirect>");
        bench.app.answers("next", "<Hangup/>");
        bench.dial();
        var ids =
                bench.app.asked.stream().map(n -> n.parameters().get("callid")).distinct();
        assertThat(ids).containsExactly(bench.notified.getLast().callId());
    }

    @Test
    void observersAreToldTheFactsInOrder() {
        bench.app.answers("startservice", "<Play>bye.wav</Play><Hangup/>");
        bench.dial();
        bench.seconds(1);
        assertThat(bench.facts.told)
                .containsExactly("started", "asked startservice", "answered", "ran Play", "ran Hangup", "ended");
    }

    @Test
    void mediaIsOpenedWhereTheInvitationArrived() {
        bench.dial();
        var address = bench.media.address;
        assertThat(address).isNotNull();
        assertThat(address.bind().isLoopbackAddress()).isTrue();
        assertThat(address.advertised()).isEqualTo("203.0.113.7");
    }
}

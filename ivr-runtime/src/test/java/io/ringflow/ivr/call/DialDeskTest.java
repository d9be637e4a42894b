package io.ringflow.ivr.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import io.ringflow.ivr.flow.Notification;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import io.ringflow.sip.LegEvent;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Flow-protocol 5.1, 5.6 and 8.2: what is said about calls that we make, in which order. */
class DialDeskTest {

    private final CallBench bench = new CallBench();

    private CallId dial() {
        var order = new Dialer.Order("138 0013 8000", Optional.of("dXNlcg=="), Optional.empty());
        var id = bench.dialDesk.dial(bench.application(), order);
        bench.settle();
        return id;
    }

    private DialRefused refused() {
        return catchThrowableOfType(DialRefused.class, this::dial);
    }

    private void becomes(LegEvent event) {
        bench.carrier.leg().listener().onEvent(event);
        bench.settle();
    }

    /** Flow protocol 5.1 from, direction, userdata, moment; 5.6 userdata; 8.2 answered. */
    @Test
    void theApplicationIsAskedWhenTheCalleeHasAnsweredAndToldAtTheEnd() {
        bench.app.answers("startservice", "<Pause length='5'/>");
        var id = dial();
        bench.seconds(2);
        becomes(new LegEvent.Progress(180, false));
        bench.seconds(3);
        assertThat(bench.app.asked).isEmpty();
        bench.carrier.leg().acknowledge();
        bench.settle();
        assertThat(bench.app.asked.getFirst().parameters())
                .containsExactly(
                        entry("appid", "8a48b5514e5298b9014e67c2ce7b0a4e"),
                        entry("callid", id.text()),
                        entry("from", ""),
                        entry("to", "13800138000"),
                        entry("direction", "1"),
                        entry("userdata", "dXNlcg=="));
        bench.seconds(5);
        assertThat(bench.notified.getLast().parameters())
                .containsExactly(
                        entry("appid", "8a48b5514e5298b9014e67c2ce7b0a4e"),
                        entry("callid", id.text()),
                        entry("starttime", "20260105090005"),
                        entry("endtime", "20260105090010"),
                        entry("callduration", "5"),
                        entry("mediaflow", "3000"),
                        entry("videoflow", "0"),
                        entry("alertingtime", "20260105090002"),
                        entry("number", "13800138000"),
                        entry("errorcode", "000000"),
                        entry("userdata", "dXNlcg=="),
                        entry("timestamp", "20260105090010"));
        assertThat(bench.over()).isTrue();
        assertThat(bench.trunks.calls("carrier")).isZero();
    }

    /** Flow protocol 5.6 callduration, errorcode; 8.2 unanswered. */
    @Test
    void nobodyIsAskedAboutACallThatWasNotAnswered() {
        dial();
        becomes(new LegEvent.Ended(EndReason.of(Cause.CALLEE_BUSY, "the callee is busy")));
        assertThat(bench.app.asked).isEmpty();
        assertThat(bench.notified).singleElement().satisfies(stop -> assertThat(stop.parameters())
                .containsEntry("errorcode", "107486")
                .containsEntry("callduration", "0")
                .doesNotContainKey("starttime"));
        assertThat(bench.over()).isTrue();
        assertThat(bench.trunks.calls("carrier")).isZero();
    }

    /** Flow protocol 5.6 alertingtime. */
    @Test
    void aRefusalAtTheHeelsOfTheRingingDoesNotHideThatItRang() {
        dial();
        bench.carrier.leg().listener().onEvent(new LegEvent.Progress(180, false));
        becomes(new LegEvent.Ended(EndReason.of(Cause.CALLEE_BUSY, "the callee is busy")));
        assertThat(bench.notified.getLast().parameters()).containsEntry("alertingtime", "20260105090000");
    }

    /** Flow protocol 5.2 userdata; 5.3 userdata; D25. */
    @Test
    void whatWasGivenAlongComesBackWithEveryQuestion() {
        bench.app.answers("startservice", "<Get action='keys' numdigits='1'/>");
        bench.app.answers("keys", "<Redirect tag='t'>next</Redirect>");
        bench.app.answers("next", "<Hangup/>");
        dial();
        bench.carrier.leg().acknowledge();
        bench.settle();
        bench.press("1");
        assertThat(bench.app.targets()).containsExactly("startservice", "keys", "next");
        assertThat(bench.app.asked)
                .allSatisfy(asked -> assertThat(asked.parameters()).containsEntry("userdata", "dXNlcg=="));
    }

    @Test
    void aThousandCallsHaveOneLastNotificationEachWhateverTheirEnd() {
        bench.app.answers("startservice", "<Pause length='3'/>");
        var random = new Random(7);
        var ids = new ArrayList<String>();
        while (ids.size() < 1_000) {
            ids.add(dial().text());
            var leg = bench.carrier.leg();
            switch (random.nextInt(5)) {
                case 0 -> becomes(new LegEvent.Ended(EndReason.of(Cause.CALLEE_BUSY, "busy")));
                case 1 -> becomes(new LegEvent.Ended(EndReason.of(Cause.NOT_REACHED, "silent")));
                case 2 -> {
                    leg.acknowledge();
                    becomes(new LegEvent.Ended(EndReason.of(Cause.CALLEE_HUNG_UP, "gone")));
                }
                case 3 -> bench.call().end(EndReason.of(Cause.APPLICATION_HUNG_UP, "by REST"));
                default -> leg.acknowledge();
            }
            bench.seconds(4);
        }
        assertThat(bench.notified.stream().map(Notification::callId)).containsExactlyElementsOf(ids);
        assertThat(bench.notified).allMatch(last -> last.target().equals("stopservice"));
        assertThat(bench.over()).isTrue();
        assertThat(bench.trunks.calls("carrier")).isZero();
        assertThat(bench.media.closed.get()).isGreaterThanOrEqualTo(bench.media.opened.get());
    }

    @Test
    void aStoppingServerTakesBackWhatRings() {
        dial();
        bench.registry.endAll(EndReason.of(Cause.SERVER_DRAINING, "the server is stopping"));
        bench.settle();
        assertThat(bench.carrier.leg().reasons).hasSize(1);
        assertThat(bench.notified.getLast().parameters()).containsEntry("errorcode", "107503");
        assertThat(bench.over()).isTrue();
    }

    @Test
    void withoutAPortNothingIsCalledAndThePlaceOnTheTrunkIsFree() {
        bench.media.portsLeft = false;
        assertThat(refused().reason().sipStatus()).isEqualTo(503);
        assertThat(bench.carrier.called).isEmpty();
        assertThat(bench.trunks.calls("carrier")).isZero();
        assertThat(bench.over()).isTrue();
    }

    @Test
    void withoutAWayToTheCarrierPortAndPlaceAreFreeAgain() {
        bench.carrier.unreachable = true;
        assertThat(refused().reason().sipStatus()).isEqualTo(500);
        assertThat(bench.media.closed.get()).isEqualTo(bench.media.opened.get());
        assertThat(bench.trunks.calls("carrier")).isZero();
        assertThat(bench.over()).isTrue();
        assertThat(bench.notified).isEmpty();
    }

    @Test
    void anApplicationWithoutIvrAndAServerThatStopsDialNothing() {
        bench.ivrEnabled = false;
        assertThat(refused().reason().sipStatus()).isEqualTo(403);
        bench.ivrEnabled = true;
        bench.dialDesk.close();
        assertThat(refused().reason().cause()).isEqualTo(Cause.SERVER_DRAINING);
    }
}

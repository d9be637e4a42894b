package io.ringflow.ivr.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.application.ApplicationTable;
import io.ringflow.ivr.application.SampleApplications;
import io.ringflow.ivr.flow.Notification;
import io.ringflow.ivr.queue.AgentChange;
import io.ringflow.ivr.queue.AgentDuty;
import io.ringflow.ivr.queue.AgentEvent;
import io.ringflow.ivr.queue.AgentState;
import io.ringflow.ivr.queue.AgentStatus;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flow protocol 7 agentstate: what is told of an agent in which state. */
class AgentNoticesTest {

    private static final String APP = "8a48b5514e5298b9014e67c2ce7b0a4e";

    private final List<Notification> told = new ArrayList<>();
    private final AgentNotices notices = new AgentNotices(
            new ApplicationTable(List.of(SampleApplications.of(APP)), Map.of()), told::add, ZoneId.of("Asia/Shanghai"));

    private static AgentChange change(AgentState state, boolean inCall) {
        return new AgentChange(
                APP,
                "1001",
                Optional.of(AgentState.READY),
                state,
                inCall ? Optional.of("160817134212662200010075001c6b65") : Optional.empty(),
                inCall ? Optional.of("7") : Optional.empty(),
                inCall ? Optional.of("18108121391") : Optional.empty(),
                AgentEvent.OFFERED,
                Instant.parse("2016-08-17T05:42:12Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LOCKED | true | agentid, agentstate, callid, time, queuetype, number",
                "TALKING | true | agentid, agentstate, callid, time, queuetype",
                "PREPARING | true | agentid, agentstate, callid, time",
                "PREPARING | false | agentid, agentstate, time",
                "READY | false | agentid, agentstate, time",
                "READY | true | agentid, agentstate, time",
                "REFUSED | true | agentid, agentstate, time"
            })
    void eachStateHasItsParametersAndNoOthers(AgentState state, boolean inCall, String names) {
        notices.agentChanged(change(state, inCall));
        assertThat(told).singleElement().satisfies(notice -> {
            assertThat(notice.target()).isEqualTo("agentstate");
            assertThat(notice.method()).isEqualTo("POST");
            assertThat(String.join(", ", notice.parameters().keySet())).isEqualTo("appid, " + names);
            assertThat(notice.parameters()).containsEntry("agentstate", Integer.toString(state.number()));
        });
    }

    @Test
    void theValuesAreThoseOfTheProtocolsSample() {
        notices.agentChanged(change(AgentState.LOCKED, true));
        assertThat(told.getFirst().parameters())
                .containsEntry("appid", APP)
                .containsEntry("agentid", "1001")
                .containsEntry("agentstate", "2")
                .containsEntry("callid", "160817134212662200010075001c6b65")
                .containsEntry("time", "20160817134212")
                .containsEntry("number", "18108121391");
    }

    @Test
    void whatIsToldOfAnAgentIsInOneLaneWhateverCallsItIsIn() {
        notices.agentChanged(change(AgentState.LOCKED, true));
        notices.agentChanged(change(AgentState.PREPARING, false));
        assertThat(told).extracting(Notification::callId).containsExactly("agent-1001", "agent-1001");
    }

    @Test
    void anApplicationThatIsGoneIsToldNothing() {
        notices.agentChanged(new AgentChange(
                "gone",
                "1001",
                Optional.empty(),
                AgentState.READY,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                AgentEvent.ON_WORK_READY,
                Instant.EPOCH));
        assertThat(told).isEmpty();
    }

    private static AgentStatus status(String agentId, AgentState state) {
        var since = Instant.parse("2016-08-17T05:42:12Z");
        return new AgentStatus(
                new AgentDuty(agentId, "13900139000", Map.of("0", 5), true, Optional.empty(), Optional.empty(), false),
                state,
                since,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                since);
    }

    @Test
    void afterARestartEachIsToldAsItStandsAndNobodyTwice() {
        notices.agentRestored(APP, status("1001", AgentState.READY));
        notices.agentRestored(APP, status("1002", AgentState.PREPARING));
        notices.agentChanged(change(AgentState.PREPARING, true));
        notices.agentRestored(APP, status("1001", AgentState.PREPARING));
        assertThat(told)
                .extracting(notice -> notice.parameters().get("agentid") + ":"
                        + notice.parameters().get("agentstate") + " "
                        + notice.parameters().getOrDefault("callid", "-"))
                .containsExactly("1001:1 -", "1002:0 -", "1001:0 160817134212662200010075001c6b65");
        assertThat(told.getFirst().parameters()).containsEntry("time", "20160817134212");
        assertThat(told.getFirst().callId()).isEqualTo("agent-1001");
    }
}

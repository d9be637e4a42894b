package io.ringflow.ivr.command.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.ivr.command.CallEnded;
import io.ringflow.ivr.command.Outcome;
import org.junit.jupiter.api.Test;

/** Flow protocol 2 ConsultationBridge; D1: the end of a consulted party's own flow. */
class ConsultationBridgeTest {

    private final FakeControl call = new FakeControl();

    @Test
    void itLastsAsLongAsTheCallAndKeysArePressedForTheOtherSide() {
        call.consulted = true;
        call.keys("1#");
        var command = Documents.command("<ConsultationBridge callid='main' calltime='60' hangupurl='rate'/>");
        assertThatThrownBy(() -> command.run(call)).isInstanceOf(CallEnded.class);
        assertThat(call.did)
                .containsExactly(
                        "join main TalkTerms[record=false, callTime=Optional[PT1M], callTimeOverUrl=Optional.empty,"
                                + " hangupUrl=Optional[rate]]",
                        "press 1",
                        "press #",
                        "part");
    }

    @Test
    void inACallThatNobodyConsultsWhatFollowsRuns() {
        assertThat(Documents.command("<ConsultationBridge/>").run(call)).isEqualTo(Outcome.next());
    }
}

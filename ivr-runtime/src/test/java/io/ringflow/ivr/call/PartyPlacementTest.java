package io.ringflow.ivr.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a call calls has its media session opened near that of the caller, so that no packet waits for another loop. */
class PartyPlacementTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<ConsultationCall number='13800138000'/>",
                "<ConsultationCall number='13800138000' action='operator'/>",
                "<CallTransfer number='13800138000'/>"
            })
    void aPartyIsOpenedNearItsCaller(String command) {
        var bench = new CallBench();
        bench.app.answers("startservice", command);
        bench.dial();
        assertThat(bench.carrier.called).hasSize(1);
        assertThat(bench.media.near).containsExactly(bench.media);
        bench.leg.callerHangsUp();
        bench.settle();
    }
}

package io.ringflow.ivr.flow;

import static io.ringflow.ivr.flow.Circuit.Change.CLOSED;
import static io.ringflow.ivr.flow.Circuit.Change.NONE;
import static io.ringflow.ivr.flow.Circuit.Change.OPENED;
import static io.ringflow.ivr.flow.Circuit.Entry.PASS;
import static io.ringflow.ivr.flow.Circuit.Entry.PROBE;
import static io.ringflow.ivr.flow.Circuit.Entry.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.time.FakeTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CircuitTest {

    private static final Duration OPEN_FOR = Duration.ofSeconds(10);

    private final FakeTime time = new FakeTime();
    private final Circuit circuit = new Circuit(5, OPEN_FOR, time);

    @Test
    void fiveFailuresInARowOpenIt() {
        for (int i = 0; i < 4; i++) assertThat(circuit.failed(PASS)).isEqualTo(NONE);
        assertThat(circuit.enter()).isEqualTo(PASS);

        assertThat(circuit.failed(PASS)).isEqualTo(OPENED);

        assertThat(circuit.enter()).isEqualTo(REFUSED);
    }

    @Test
    void aSuccessInBetweenStartsTheCountAnew() {
        for (int i = 0; i < 4; i++) circuit.failed(PASS);
        circuit.succeeded(PASS);

        for (int i = 0; i < 4; i++) assertThat(circuit.failed(PASS)).isEqualTo(NONE);
    }

    @Test
    void afterItsTimeOneProbeIsLetThrough() {
        open();
        time.advance(OPEN_FOR.minusMillis(1));
        assertThat(circuit.enter()).isEqualTo(REFUSED);

        time.advance(Duration.ofMillis(1));

        assertThat(circuit.enter()).isEqualTo(PROBE);
        assertThat(circuit.enter()).isEqualTo(REFUSED);
    }

    @Test
    void aProbeThatSucceedsClosesIt() {
        open();
        time.advance(OPEN_FOR);
        circuit.enter();

        assertThat(circuit.succeeded(PROBE)).isEqualTo(CLOSED);

        assertThat(circuit.enter()).isEqualTo(PASS);
    }

    @Test
    void aProbeThatFailsKeepsItOpenForAnotherWhile() {
        open();
        time.advance(OPEN_FOR);
        circuit.enter();

        assertThat(circuit.failed(PROBE)).isEqualTo(NONE);

        assertThat(circuit.enter()).isEqualTo(REFUSED);
        time.advance(OPEN_FOR);
        assertThat(circuit.enter()).isEqualTo(PROBE);
    }

    @Test
    void aProbeThatIsGivenUpMakesRoomForTheNext() {
        open();
        time.advance(OPEN_FOR);
        circuit.enter();

        circuit.abandoned(PROBE);

        assertThat(circuit.enter()).isEqualTo(PROBE);
    }

    @Test
    void stragglersOfAnOutageNeitherProlongItNorEndTheProbe() {
        open();
        time.advance(OPEN_FOR);
        circuit.enter();

        circuit.failed(PASS);

        assertThat(circuit.enter()).isEqualTo(REFUSED);
        assertThat(circuit.opensAgainAt()).isEqualTo(time.instant());
    }

    private void open() {
        for (int i = 0; i < 5; i++) circuit.failed(PASS);
    }
}

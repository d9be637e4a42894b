package io.ringflow.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.MediaConfig;
import io.ringflow.media.MediaLab;
import io.ringflow.media.MediaObserver;
import io.ringflow.media.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tick of many legs: each has its turn once, whoever leaves meanwhile. */
class PhasesTest {
    private final MediaConfig config = MediaLab.config();
    private final MediaLoop loop = MediaLoop.start(0, new ManualTicks(), MediaObserver.NONE, config);
    private final PortPool ports = new PortPool(config, MediaObserver.NONE);
    private final List<QuietSocket> sockets = new ArrayList<>();
    private final List<MediaLeg> legs = new ArrayList<>();

    @AfterEach
    void close() {
        loop.close();
    }

    private void open(int inEachPhase) {
        for (int i = 0; i < inEachPhase * Tick.PHASES; i++) {
            QuietSocket rtp = new QuietSocket(false);
            MediaLeg leg = new MediaLeg(
                    "m" + i,
                    loop,
                    new PortPool.Lease(rtp, new QuietSocket(false), true),
                    new LegSurroundings(config, event -> {}, MediaObserver.NONE, ports, () -> {}));
            sockets.add(rtp);
            legs.add(leg);
            loop.load().reserve();
        }
        onLoop(() -> legs.forEach(MediaLeg::open));
    }

    private void onLoop(Runnable work) {
        CompletableFuture.runAsync(work, loop::submit).join();
    }

    private List<Integer> turns() {
        return sockets.stream().map(socket -> socket.asked).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 32, 33})
    void everyLegHasItsTurnOnce(int inEachPhase) {
        open(inEachPhase);
        onLoop(loop::turnAllPhases);
        assertThat(turns()).containsOnly(1).hasSize(inEachPhase * Tick.PHASES);
        onLoop(loop::turnAllPhases);
        assertThat(turns()).containsOnly(2);
    }

    @Test
    void whoLeavesInItsTurnTakesNobodysTurnAway() {
        open(37);
        onLoop(loop::turnAllPhases);
        List<MediaLeg> leaving = new ArrayList<>();
        for (int i = 0; i < legs.size(); i += 3) {
            leaving.add(legs.get(i));
        }
        leaving.forEach(MediaLeg::askClose);
        onLoop(loop::turnAllPhases);
        onLoop(loop::turnAllPhases);
        assertThat(loop.load().legs()).isEqualTo(legs.size() - leaving.size());
        for (int i = 0; i < legs.size(); i++) {
            assertThat(sockets.get(i).asked).as("leg %d", i).isEqualTo(leaving.contains(legs.get(i)) ? 1 : 3);
        }
    }

    @Test
    void whereNobodyIsLeftThereIsNothingToDo() {
        open(1);
        loop.load().measured(0.9, legs.size());
        legs.removeLast().askClose();
        onLoop(loop::turnAllPhases);
        assertThat(loop.load().expected()).as("one less").isBetween(0.89, 0.9);
        legs.forEach(MediaLeg::askClose);
        onLoop(loop::turnAllPhases);
        assertThat(loop.load().expected()).isZero();
    }
}

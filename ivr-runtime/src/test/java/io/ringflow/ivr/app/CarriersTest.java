package io.ringflow.ivr.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.Queue;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.junit.jupiter.api.Test;

class CarriersTest {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int parallelism = 4;
    private final Carriers carriers = new Carriers(4, count -> parallelism = count, waiting::add);

    /** Looks at which the virtual thread of the look before had its turn. */
    private void calm(int looks) {
        for (int i = 0; i < looks; i++) {
            waiting.forEach(Runnable::run);
            waiting.clear();
            carriers.run();
        }
    }

    @Test
    void halfOfTheProcessorsCarryWhileThatIsEnough() {
        assertThat(parallelism).isEqualTo(2);
        calm(3 * Carriers.CALM_LOOKS);
        assertThat(parallelism).isEqualTo(2);
    }

    @Test
    void allDoWhenAThreadHadNoTurnUntilItWasCalmForTenSeconds() {
        calm(1);
        carriers.run();
        assertThat(parallelism).isEqualTo(4);
        carriers.run();
        assertThat(waiting).as("no second one while the first waits").hasSize(1);

        calm(Carriers.CALM_LOOKS - 1);
        assertThat(parallelism).isEqualTo(4);
        calm(1);
        assertThat(parallelism).isEqualTo(2);
    }

    @Test
    void whatIsHeldUpAgainBeginsToWaitAnew() {
        calm(1);
        carriers.run();
        calm(Carriers.CALM_LOOKS - 1);
        carriers.run();
        calm(Carriers.CALM_LOOKS - 1);
        assertThat(parallelism).isEqualTo(4);
        calm(1);
        assertThat(parallelism).isEqualTo(2);
    }

    @Test
    void oneProcessorCarriesAll() {
        var set = new ArrayDeque<Integer>();
        new Carriers(1, set::add, Runnable::run);
        assertThat(set).containsExactly(1);
    }

    @Test
    void itIsTheSchedulerOfThisProcessThatIsTold() {
        var scheduler = ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
        int before = scheduler.getParallelism();
        try {
            scheduler.setParallelism(6);
            Runnable ofThisProcess = Carriers.ofThisProcess();
            assertThat(scheduler.getParallelism()).isEqualTo(3);
            ofThisProcess.run();
        } finally {
            scheduler.setParallelism(before);
        }
    }
}

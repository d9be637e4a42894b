package io.ringflow.ivr.lab;

import static io.ringflow.ivr.lab.SupervisedTalk.AGENT;
import static io.ringflow.ivr.lab.SupervisedTalk.CALLER;
import static io.ringflow.ivr.lab.SupervisedTalk.SUPERVISORS_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.call.TalkOperation;
import io.ringflow.ivr.call.TalkOperation.Supervision;
import io.ringflow.ivr.call.TalkRefused;
import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.sip.Callee;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Third parties come, change and leave at random; whoever ends it, nothing of a talk is left (flow protocol 8.3). */
class RandomTalkCallTest {

    private static final int STEPS = 25;

    @TempDir
    Path dir;

    private SupervisedTalk talk;
    private Random random;

    /** One who may be called in, and its call. */
    private final class Third {
        private final Phone phone;
        private final Runnable wanted;
        private final Runnable unwanted;
        private @Nullable Callee call;
        private boolean answered;

        Third(Phone phone, Runnable wanted, Runnable unwanted) {
            this.phone = phone;
            this.wanted = wanted;
            this.unwanted = unwanted;
        }

        void comes() {
            if (call != null) return;
            wanted.run();
            call = talk.rings().rings();
        }

        void answers() {
            if (call == null || answered) return;
            talk.answers(phone, call);
            answered = true;
        }

        void leaves() {
            with(callee -> {
                if (answered) callee.bye();
                else callee.refuses(486, "Busy Here");
            });
        }

        void isSentAway() {
            with(callee -> {
                unwanted.run();
                talk.lab.until("is gone", Talkers.LATE, () -> callee.farEndHungUp() || callee.cancelled());
            });
        }

        private void with(Consumer<Callee> step) {
            if (call == null) return;
            var callee = call;
            call = null;
            step.accept(callee);
            answered = false;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nothingIsLeftAndTheTwoHearEachOtherWheneverTheyAreAlone(long seed) {
        random = new Random(seed);
        talk = new SupervisedTalk(dir);
        try (var open = talk) {
            open.begins();
            var expert = new Third(
                    talk.expert, talk::consult, () -> talk.run(new TalkOperation.StopConsult(talk.callId(), "back")));
            var supervisor = new Third(
                    talk.supervisor,
                    () -> talk.monitor(anyMode()),
                    () -> talk.run(new TalkOperation.StopMonitor(talk.callId(), SUPERVISORS_NUMBER)));
            for (int i = 0; i < STEPS; i++) step(expert, supervisor);
            if (random.nextBoolean()) alone(expert, supervisor);
            ends();
        }
    }

    private void step(Third expert, Third supervisor) {
        switch (random.nextInt(12)) {
            case 0, 1 -> expert.comes();
            case 2 -> supervisor.comes();
            case 3, 4 -> expert.answers();
            case 5 -> supervisor.answers();
            case 6 -> ifItMay(talk::threeWay);
            case 7 -> talk.hold(random.nextBoolean());
            case 8 -> expert.leaves();
            case 9 -> supervisor.leaves();
            case 10 -> expert.isSentAway();
            default -> {
                if (supervisor.call != null) talk.monitor(anyMode());
            }
        }
        talk.lab.advance(Duration.ofMillis(20L * (1 + random.nextInt(10))));
    }

    private Supervision anyMode() {
        return Supervision.values()[random.nextInt(Supervision.values().length)];
    }

    private static void ifItMay(Runnable step) {
        try {
            step.run();
        } catch (TalkRefused nobodyThere) {
            assertThat(nobodyThere.error()).isNotNull();
        }
    }

    private void alone(Third expert, Third supervisor) {
        expert.isSentAway();
        supervisor.isSentAway();
        talk.hold(false);
        talk.hearsExactly(talk.caller, AGENT);
        talk.hearsExactly(talk.agent, CALLER);
        assertThat(talk.state().thirds()).isEmpty();
    }

    private void ends() {
        switch (random.nextInt(3)) {
            case 0 -> talk.caller.hangsUp();
            case 1 -> {
                talk.agentsCall().bye();
                talk.lab.advance(Duration.ofSeconds(4));
                if (!talk.caller.call().farEndHungUp()) talk.caller.hangsUp();
            }
            default -> talk.lab.server().endCalls();
        }
    }
}

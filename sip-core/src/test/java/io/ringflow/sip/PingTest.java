package io.ringflow.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.stack.FakeSipStack.Sent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 3261 §11.1: a far end is asked whether it is there. */
class PingTest {
    private final CallingLab lab = new CallingLab();
    private final List<Optional<Duration>> told = new ArrayList<>();

    @AfterEach
    void nothingIsLeft() {
        lab.close();
    }

    private Sent pinged() {
        lab.endpoint.ping(CallingLab.target(), told::add);
        lab.time.settle();
        return lab.last("OPTIONS");
    }

    @Test
    void anyFinalAnswerSaysThatItIsThereAndHowLongItTook() {
        for (int status : new int[] {200, 404, 486, 501}) {
            told.clear();
            var asked = pinged();
            lab.passes(Duration.ofMillis(120));
            lab.hears(asked, 100, response -> response);
            assertThat(told).isEmpty();
            lab.hears(asked, status, response -> response);
            assertThat(told).containsExactly(Optional.of(Duration.ofMillis(120)));
        }
        assertThat(lab.time.pendingDelays()).isEmpty();
    }

    @Test
    void whoSaysNothingForFourSecondsIsNotThere() {
        var asked = pinged();
        lab.passes(Duration.ofMillis(3_999));
        assertThat(told).isEmpty();
        lab.passes(Duration.ofMillis(1));
        assertThat(told).containsExactly(Optional.empty());
        lab.hears(asked, 200, response -> response);
        assertThat(told).as("told once").hasSize(1);
    }

    @Test
    void whatCouldNotBeSentIsNotWaitedFor() {
        pinged().outcome().onUnsent();
        assertThat(told).containsExactly(Optional.empty());
        assertThat(lab.time.pendingDelays()).isEmpty();
    }

    @Test
    void itIsAskedOutsideOfADialogInTheNameOfTheListener() {
        var asked = pinged().request();
        assertThat(asked.remoteTarget()).isEqualTo(CallingLab.TARGET);
        assertThat(asked.id().remoteTag()).isEmpty();
        assertThat(asked.localUri()).isEqualTo(CallingLab.header(asked, "Contact"));
        assertThat(pinged().request().id().callId()).isNotEqualTo(asked.id().callId());
    }

    @Test
    void anEndpointThatClosesTellsNobody() {
        pinged();
        lab.endpoint.close();
        assertThat(lab.time.pendingDelays()).isEmpty();
        assertThat(told).isEmpty();
    }
}

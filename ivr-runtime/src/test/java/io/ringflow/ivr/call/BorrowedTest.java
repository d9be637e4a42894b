package io.ringflow.ivr.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.queue.AgentLease;
import io.ringflow.ivr.queue.AgentRefusal;
import io.ringflow.ivr.queue.AgentTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An agent who is called into a talk goes through the states of any agent (flow protocol 7.1). */
class BorrowedTest {

    private final List<String> did = new ArrayList<>();
    private CallBench bench;
    private Call call;
    private Borrowed agent;

    @BeforeEach
    void dial() {
        bench = new CallBench();
        bench.app.answers("startservice", "<Play loop='-1'>menu.wav</Play>");
        bench.dial();
        call = bench.call();
        agent = new Borrowed(call, 7).as(new Lease());
    }

    @AfterEach
    void hangUp() {
        bench.leg.callerHangsUp();
        bench.settle();
    }

    @Test
    void oneWhoTalkedIsFreeAfterwards() {
        assertThat(agent.answered()).isTrue();
        assertThat(agent.answered()).isTrue();
        agent.over(true, "000000");
        assertThat(did).containsExactly("answered", "free");
    }

    @ParameterizedTest
    @CsvSource({"107480, NO_ANSWER", "107486, REFUSED", "107603, REFUSED", "107503, FAILED"})
    void oneWhoDidNotTakeTheCallIsReported(String code, String refusal) {
        agent.over(true, code);
        assertThat(did).containsExactly(refusal);
    }

    @Test
    void oneWhoWasHungUpWhileItRangIsAsBefore() {
        agent.over(false, "000000");
        assertThat(did).containsExactly("back");
    }

    @Test
    void itIsLentToTheCallAndTakenBackByALetter() {
        assertThat(agent.callId()).isEqualTo(call.id().text());
        assertThat(agent.number()).isEqualTo(call.from());
        assertThat(agent.alive()).isTrue();
        assertThat(agent.withdrawn()).isFalse();
        agent.withdrawn(new Lease());
        assertThat(agent.withdrawn()).isTrue();
    }

    @Test
    void whoIsNoAgentMayAlwaysTalk() {
        var number = new Borrowed(call, 8);
        assertThat(number.answered()).isTrue();
        assertThat(number.agentId()).isEmpty();
        number.over(true, "000000");
        assertThat(did).isEmpty();
    }

    private final class Lease implements AgentLease {

        @Override
        public String agentId() {
            return "1001";
        }

        @Override
        public String number() {
            return "138";
        }

        @Override
        public String queue() {
            return "";
        }

        @Override
        public AgentTerms terms() {
            return new AgentTerms(Duration.ofSeconds(30), Duration.ZERO, "", false, false);
        }

        @Override
        public Instant deadline() {
            return Instant.EPOCH;
        }

        @Override
        public boolean answered() {
            did.add("answered");
            return true;
        }

        @Override
        public void refused(AgentRefusal why) {
            did.add(why.name());
        }

        @Override
        public void giveBack() {
            did.add("back");
        }

        @Override
        public void talkOver() {
            did.add("free");
        }

        @Override
        public void unheard() {
            did.add("unheard");
        }
    }
}

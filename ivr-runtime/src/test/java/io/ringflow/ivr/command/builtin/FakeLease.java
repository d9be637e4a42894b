package io.ringflow.ivr.command.builtin;

import io.ringflow.ivr.queue.AgentLease;
import io.ringflow.ivr.queue.AgentRefusal;
import io.ringflow.ivr.queue.AgentTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** An agent that is lent to a test's call; writes down what is said of it. */
final class FakeLease implements AgentLease {

    boolean over;
    AgentTerms terms = new AgentTerms(Duration.ofSeconds(30), Duration.ZERO, "", false, false);

    private final String agentId;
    private final List<String> did;

    FakeLease(String agentId, List<String> did) {
        this.agentId = agentId;
        this.did = did;
    }

    FakeLease with(AgentTerms other) {
        terms = other;
        return this;
    }

    @Override
    public String agentId() {
        return agentId;
    }

    @Override
    public String number() {
        return "138" + agentId;
    }

    @Override
    public String queue() {
        return "7";
    }

    @Override
    public AgentTerms terms() {
        return terms;
    }

    @Override
    public Instant deadline() {
        return Instant.EPOCH;
    }

    @Override
    public boolean answered() {
        did.add(agentId + (over ? " is over" : " answered"));
        return !over;
    }

    @Override
    public void refused(AgentRefusal why) {
        did.add(agentId + " " + why);
    }

    @Override
    public void giveBack() {
        did.add(agentId + " is given back");
    }

    @Override
    public void talkOver() {
        did.add(agentId + " is free");
    }

    @Override
    public void unheard() {
        did.add(agentId + " is free, unheard");
    }
}

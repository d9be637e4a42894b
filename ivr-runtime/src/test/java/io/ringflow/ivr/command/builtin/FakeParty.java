package io.ringflow.ivr.command.builtin;

import io.ringflow.ivr.command.Activity;
import io.ringflow.ivr.command.Party;
import io.ringflow.ivr.command.TalkTerms;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A party that comes to the states that a test says, and writes down what is done with it. */
final class FakeParty implements Party {

    boolean hungUp;
    Optional<TalkTerms> terms = Optional.empty();
    String code = "107486";

    private final List<String> did;
    private final Runnable whenClosed;
    private final Deque<State> states = new ArrayDeque<>();
    private State state = State.CALLED;
    private boolean closed;

    FakeParty(List<String> did, Runnable whenClosed) {
        this.did = did;
        this.whenClosed = whenClosed;
    }

    void becomes(State next) {
        states.add(next);
    }

    void next() {
        if (!states.isEmpty()) state = states.remove();
    }

    /** It can't even be called. */
    void isOver() {
        state = State.OVER;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public Activity change() {
        return () -> {};
    }

    @Override
    public void connect() {
        did.add(state == State.TALKING ? "connect" : "listen");
    }

    @Override
    public void press(char key) {
        did.add("press " + key);
    }

    @Override
    public Optional<TalkTerms> terms() {
        return terms;
    }

    @Override
    public Duration talked() {
        return Duration.ofSeconds(42);
    }

    @Override
    public boolean hungUp() {
        return hungUp;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        did.add("hang up the party");
        whenClosed.run();
    }
}

package io.ringflow.ivr.lab;

import io.ringflow.ivr.queue.AgentState;
import io.ringflow.ivr.queue.AgentStatus;
import io.ringflow.ivr.queue.CallCentre;
import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.sip.Callee;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A call centre of {@code docs/examples} with a caller and the telephones of two agents. Closing ends all of it. */
final class CallCentreExample implements AutoCloseable {

    static final int CALLER = 530;
    static final int AGENT = 1_150;
    static final int COLLEAGUE = 2_200;
    static final int HOLD_MUSIC = 1_000;

    private static final String KEY = "the-key-of-the-call-centre";
    private static final Map<String, ?> ACCOUNT = Map.of(
            "name",
            "centre",
            "sid",
            "8a48b5514f4fc588014f5d3b1c2a0b11",
            "api-key",
            KEY,
            "applications",
            List.of("test"));

    /** What callers hear in the queue. */
    private static final int QUEUE_MUSIC = 810;

    private static final Map<String, Integer> PHRASES = Map.of(
            "Welcome", 440,
            "leave a message", 620,
            "We will call you back", 720,
            "How was it", 910,
            "Thank you for your call", 1_300);

    private final ExampleLab example;
    private final Phone colleague;

    /** @param agents as its settings have them; agent 1009 may supervise */
    CallCentreExample(Path dir, String directory, List<String> command, String agents) throws IOException {
        var run = new ExampleLab.Example(
                directory,
                command,
                root -> Map.of(
                        "PORT",
                        "0",
                        "API_ROOT",
                        root,
                        "API_KEY",
                        KEY,
                        "MUSIC",
                        "timeout.wav",
                        "AGENTS",
                        agents,
                        "SUPERVISORS",
                        "1009"),
                PHRASES);
        example = new ExampleLab(
                dir, run, base -> base.with("rest.accounts", List.of(ACCOUNT)).with("flow.hold-prompt", "goodbye.wav"));
        colleague = example.lab().phone("colleague");
        colleague.rtp().speak(Tone.of(COLLEAGUE));
        example.tells(() -> example.prints("queue 1 is there"));
    }

    ExampleLab example() {
        return example;
    }

    CallLab lab() {
        return example.lab();
    }

    CallCentre centre() {
        return lab().server().callCentres().of(lab().application());
    }

    AgentState state(String agentId) {
        return centre().agent(agentId).map(AgentStatus::state).orElseThrow();
    }

    /** A caller who speaks. */
    Phone calls(String number) {
        var caller = lab().phone(number);
        caller.rtp().speak(Tone.of(CALLER));
        caller.calls(lab().uri("100"));
        return caller;
    }

    /** The agent's telephone rings. */
    Callee agentIsCalled(String agentId) {
        isBeingCalled(agentId);
        return agentPhone().isCalled().rings();
    }

    /** The agent picks up, and speaks. */
    void agentAnswers(Callee callee) {
        agentPhone().rtp().speak(Tone.of(AGENT));
        example.carrier().answers(callee);
    }

    /** The telephone of the other agent rings, it picks up and speaks. */
    Callee colleagueAnswers(String agentId) {
        isBeingCalled(agentId);
        var callee = agentPhone().sip().called().rings();
        colleague.connect(callee.offer());
        return callee.answers(colleague.offer().toString());
    }

    private void isBeingCalled(String agentId) {
        example.eventually(agentId + " is called", () -> state(agentId) == AgentState.LOCKED);
    }

    Phone agentPhone() {
        return example.carrier().phone();
    }

    Phone colleague() {
        return colleague;
    }

    void hears(Phone phone, int tone) {
        example.eventually(phone.sip().user() + " hears " + tone, () -> phone.hears(tone));
    }

    void hearsNoMore(Phone phone, int tone) {
        example.eventually(phone.sip().user() + " hears no more " + tone, () -> !phone.hears(tone));
    }

    void hearsMusic(Phone phone) {
        lab().until("hears music", ExampleLab.SOON, () -> phone.hears(QUEUE_MUSIC));
    }

    @Override
    public void close() throws IOException {
        example.close();
    }
}

package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.rtp.Tone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A server, a caller and a carrier's phone, each with a tone of its own: who hears whom is heard. Owned by the test. */
final class Talkers implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(5);
    /** For what is on its way by a real socket while the lab's time flies. */
    static final Duration LATE = Duration.ofSeconds(30);

    static final int CALLER = 700;
    static final int CALLEE = 1_800;
    static final String NUMBER = "4001234567";

    final Carrier carrier = new Carrier();
    final CallLab lab;
    final Phone caller;
    final Phone callee;

    Talkers(Path dir) {
        this(dir, UnaryOperator.identity());
    }

    Talkers(Path dir, UnaryOperator<ServerSettings> settings) {
        lab = new CallLab(
                dir, (self, base) -> settings.apply(carrier.serves(self, base, Map.of("caller-number", NUMBER))));
        caller = lab.phone("1001");
        callee = carrier.phone();
        caller.rtp().speak(Tone.of(CALLER));
        callee.rtp().speak(Tone.of(CALLEE));
    }

    /** What the application says to a request of that name. */
    Talkers answers(String name, String commands) {
        lab.app().on(name, FlowReply.response(commands).body());
        return this;
    }

    Talkers calls() {
        caller.calls(lab.uri(NUMBER));
        return this;
    }

    void hears(Phone phone, int hz) {
        lab.until(phone.sip().user() + " hears " + hz, SOON, () -> phone.hears(hz));
    }

    void eachHearsTheOtherAndNotItself() {
        hears(caller, CALLEE);
        hears(callee, CALLER);
        lab.advance(Duration.ofMillis(400));
        assertThat(caller.hears(CALLER)).as("the caller hears itself").isFalse();
        assertThat(callee.hears(CALLEE)).as("the callee hears itself").isFalse();
    }

    /** The first request of that name; waits for it. */
    FlowRequest request(String name) {
        lab.until(name, LATE, () -> !requests(name).isEmpty());
        return requests(name).getFirst();
    }

    List<FlowRequest> requests(String name) {
        return lab.app().requests().stream()
                .filter(asked -> asked.name().equals(name))
                .toList();
    }

    /** The {@code stopservice} of that call; waits for it. */
    FlowRequest end(String callId) {
        lab.until("the end of " + callId, LATE, () -> ends(callId) > 0);
        assertThat(ends(callId)).as("ends of one call").isEqualTo(1);
        return requests("stopservice").stream()
                .filter(stop -> stop.param("callid").equals(callId))
                .findFirst()
                .orElseThrow();
    }

    private long ends(String callId) {
        return requests("stopservice").stream()
                .filter(stop -> stop.param("callid").equals(callId))
                .count();
    }

    @Override
    public void close() {
        lab.close();
    }
}

package io.ringflow.ivr.lab;

import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/** A lab in which two callers are in a conference, each known by the tone that it speaks. */
final class TwoInConference implements AutoCloseable {

    static final int LOW = 350;
    static final int HIGH = 1150;

    private static final Duration SOON = Duration.ofSeconds(5);

    private final CallLab lab;
    private final Phone one;
    private final Phone two;
    private volatile String id = "";

    /**
     * @param attributes of the CreateConf
     * @param others answers what is not about these two coming in
     */
    TwoInConference(Path dir, String attributes, Function<FlowRequest, FlowReply> others) {
        lab = new CallLab(dir);
        lab.app().handle(request -> answer(request, attributes, others));
        one = lab.calls("100", LOW);
        lab.until("the conference is there", SOON, () -> !id.isEmpty());
        two = lab.calls("200", HIGH);
        lab.until("both are in", SOON, () -> one.hears(HIGH) && two.hears(LOW));
    }

    private FlowReply answer(FlowRequest request, String attributes, Function<FlowRequest, FlowReply> others) {
        return switch (request.name() + " " + request.params().getOrDefault("to", "")) {
            case "startservice 100" ->
                FlowReply.response("<CreateConf action='made' autojoin='true' " + attributes + "/>");
            case "startservice 200" -> FlowReply.response("<JoinConf confid='" + id + "'/>");
            default -> {
                if (request.name().equals("made")) id = request.param("confid");
                yield others.apply(request);
            }
        };
    }

    CallLab lab() {
        return lab;
    }

    /** Who made it, and speaks {@link #LOW}. */
    Phone one() {
        return one;
    }

    /** Who speaks {@link #HIGH}. */
    Phone two() {
        return two;
    }

    String id() {
        return id;
    }

    void hangUp() {
        one.hangsUp();
        two.hangsUp();
    }

    @Override
    public void close() {
        lab.until(
                "it is deleted",
                SOON,
                () -> lab.server().facts().get("conferences").equals(0));
        lab.close();
    }
}

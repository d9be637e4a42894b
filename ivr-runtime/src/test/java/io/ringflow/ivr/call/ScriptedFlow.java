package io.ringflow.ivr.call;

import io.ringflow.ivr.flow.Cancellation;
import io.ringflow.ivr.flow.FlowAnswer;
import io.ringflow.ivr.flow.FlowClient;
import io.ringflow.ivr.flow.FlowFailure;
import io.ringflow.ivr.flow.Notification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An application that answers by a script, or not at all. */
final class ScriptedFlow implements FlowClient {

    final List<Notification> asked = new CopyOnWriteArrayList<>();

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private volatile @Nullable FlowFailure failure;
    private volatile boolean holds;

    /** What is said to a request for {@code target}, each time. */
    void answers(String target, String commands) {
        answers.put(target, "<Response>" + commands + "</Response>");
    }

    void answersRaw(String target, String body) {
        answers.put(target, body);
    }

    /** From now on what is answered comes from the survival flow. */
    void fails(FlowFailure.Kind kind) {
        failure = new FlowFailure(kind, "it did not answer");
    }

    void holdsEveryAnswer() {
        holds = true;
    }

    boolean isHolding(String callId) {
        var gate = held.get(callId);
        return gate != null && gate.getCount() > 0;
    }

    void letsGo() {
        holds = false;
        held.values().forEach(CountDownLatch::countDown);
    }

    List<String> targets() {
        return asked.stream().map(Notification::target).toList();
    }

    @Override
    public <T> Exchange<T> ask(Notification question, Function<FlowAnswer, T> reader, Cancellation cancellation) {
        asked.add(question);
        if (holds) hold(question, cancellation);
        var body = answers.getOrDefault(question.target(), "").getBytes(StandardCharsets.UTF_8);
        var origin = failure == null ? FlowAnswer.Origin.APPLICATION : FlowAnswer.Origin.SURVIVAL;
        var answer = new FlowAnswer(body, "text/xml", origin, failure, "request");
        return new Exchange<>(cancellation.cancelled() ? null : reader.apply(answer), answer);
    }

    private void hold(Notification question, Cancellation cancellation) {
        var gate = new CountDownLatch(1);
        cancellation.onCancel(gate::countDown);
        held.put(question.callId(), gate);
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            held.remove(question.callId());
        }
    }
}

package io.ringflow.ivr.tool.sim;

import io.ringflow.ivr.flow.Cancellation;
import io.ringflow.ivr.flow.Examination;
import io.ringflow.ivr.flow.Finding;
import io.ringflow.ivr.flow.Finding.Severity;
import io.ringflow.ivr.flow.FlowAnswer;
import io.ringflow.ivr.flow.FlowClient;
import io.ringflow.ivr.flow.FlowDocument;
import io.ringflow.ivr.flow.FlowReader;
import io.ringflow.ivr.flow.Notification;
import io.ringflow.ivr.tool.lint.DocumentHints;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The server's way to ask an application, with each question and answer told and judged. Used by one call's thread. */
final class ObservedFlow implements FlowClient {

    private final FlowClient flow;
    private final FlowReader reader;
    private final Story story;
    private final Consumer<FlowDocument> whenRead;
    private final Runnable whenAnswered;
    private final boolean showDocuments;
    private final List<SimExchange> exchanges = new ArrayList<>();

    /**
     * @param whenRead is given each document before it runs
     * @param whenAnswered runs after each answer
     */
    ObservedFlow(
            FlowClient flow,
            FlowReader reader,
            Story story,
            boolean showDocuments,
            Consumer<FlowDocument> whenRead,
            Runnable whenAnswered) {
        this.flow = flow;
        this.reader = reader;
        this.story = story;
        this.showDocuments = showDocuments;
        this.whenRead = whenRead;
        this.whenAnswered = whenAnswered;
    }

    @Override
    public <T> Exchange<T> ask(Notification question, Function<FlowAnswer, T> read, Cancellation cancellation) {
        story.asks(question);
        var findings = new ArrayList<Finding>();
        long began = System.nanoTime();
        var exchange = flow.ask(
                question,
                answer -> {
                    if (answer.origin() == FlowAnswer.Origin.APPLICATION) findings.addAll(judged(question, answer));
                    return read.apply(answer);
                },
                cancellation);
        var took = Duration.ofNanos(System.nanoTime() - began);
        findings.forEach(story::finding);
        tell(exchange, took);
        exchanges.add(new SimExchange(question.target(), took, findings, failure(exchange, findings)));
        whenAnswered.run();
        return exchange;
    }

    List<SimExchange> exchanges() {
        return List.copyOf(exchanges);
    }

    private List<Finding> judged(Notification question, FlowAnswer answer) {
        if (showDocuments)
            new String(answer.body(), StandardCharsets.UTF_8).lines().forEach(story::document);
        Examination examination = reader.examine(answer.body(), answer.contentType());
        var findings = new ArrayList<>(examination.findings());
        findings.addAll(DocumentHints.of(examination, question.application(), Optional.of(question.target())));
        return findings;
    }

    private void tell(Exchange<?> exchange, Duration took) {
        var failure = exchange.answer().failure();
        if (failure != null) story.failed(failure);
        if (exchange.document() instanceof FlowDocument document) {
            story.answered(document.outline(), took);
            whenRead.accept(document);
        }
    }

    private static List<String> failure(Exchange<?> exchange, List<Finding> findings) {
        var errors = findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(Story::said)
                .toList();
        var failure = exchange.answer().failure();
        if (!errors.isEmpty() || failure == null) return errors;
        return List.of(failure.kind() + ", " + failure.detail() + " (" + failure.code() + ")");
    }
}

package io.ringflow.ivr.call;

import io.ringflow.ivr.command.CallEnded;
import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.command.Ending;
import io.ringflow.ivr.command.Heard;
import io.ringflow.ivr.command.KeySet;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.Role;
import io.ringflow.ivr.command.Waiting;
import io.ringflow.ivr.flow.FlowAnswer;
import io.ringflow.ivr.flow.FlowClient;
import io.ringflow.ivr.flow.FlowDocument;
import io.ringflow.ivr.flow.FlowFailure;
import io.ringflow.ivr.flow.Notification;
import io.ringflow.ivr.recording.RecordingDraft;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaStats;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a call's thread does: ask, run the main command, then what calls back or what follows, until the call ends; then
 * say goodbye to everybody. The outermost catch of its call: whatever goes wrong here breaks this call alone.
 */
final class CallScript implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(CallScript.class);

    private final Call call;
    private final CallServices services;
    private final CallNotifications words;
    private final LiveControl control;
    private final HoldPrompt hold;
    private final Runnable whenOver;

    private @Nullable FlowFailure failure;
    private int documents;
    private int redirects;
    private long actionsBefore;

    /** @param whenOver runs last, whatever happened */
    CallScript(Call call, CallServices services, Runnable whenOver) {
        this.call = call;
        this.services = services;
        this.words = new CallNotifications(services.settings().zone());
        this.control = new LiveControl(call, services);
        this.hold = new HoldPrompt(call, services);
        this.whenOver = whenOver;
    }

    @Override
    public void run() {
        try {
            var reason = live();
            // From here on nothing that happens to the call counts; what ended it first does.
            call.end(reason);
            call.consultation()
                    .ifPresent(known -> known.over(
                            call.inbox().ended().orElse(reason),
                            services.clock().instant()));
            sayGoodbye(call.inbox().ended().orElse(reason));
        } finally {
            whenOver.run();
        }
    }

    private EndReason live() {
        try {
            return flow();
        } catch (CallEnded ended) {
            return call.inbox().ended().orElseGet(() -> EndReason.of(Cause.SERVER_ERROR, ended.getMessage()));
        } catch (MediaFailure refused) {
            LOG.warn("call {}: {}", call.id(), refused.getMessage());
            return MediaRefusal.reason(refused);
        } catch (RuntimeException | Error bug) {
            LOG.error("call {} is broken by a fault of this server", call.id(), bug);
            return EndReason.of(Cause.SERVER_ERROR, "a fault of this server");
        }
    }

    private EndReason flow() {
        LOG.info(
                "call {} from {} to {} for {}",
                call.id(),
                LogText.of(call.from()),
                LogText.of(call.to()),
                LogText.of(call.application().name()));
        services.observer().started(call);
        alert();
        var question = words.startService(call);
        while (true) {
            var outcome = execute(document(question));
            if (call.inbox().flowWaits()) continue;
            switch (outcome) {
                case Outcome.Next _ -> {
                    return reason(Cause.FLOW_FINISHED, "the flow is finished");
                }
                case Outcome.End(Ending ending) -> {
                    return reason(ending);
                }
                case Outcome.Callback callback -> {
                    noteKeys(callback);
                    question = words.callback(call, callback);
                    var loop = loop();
                    if (loop.isPresent()) return apologise(loop.get());
                }
            }
        }
    }

    /** What runs next: what was sent to the call, else what the application answers. */
    private FlowDocument document(Notification question) {
        return sentDocument().orElseGet(() -> {
            var answered = ask(question);
            return sentDocument().orElse(answered);
        });
    }

    private Optional<FlowDocument> sentDocument() {
        return call.inbox().sentFlow().map(sent -> {
            if (documents > 0) control.nextDocument();
            documents++;
            failure = null;
            LOG.info("call {} was sent {} by {}", call.id(), sent.document().outline(), LogText.of(sent.sender()));
            services.observer().flowSent(call, sent.document(), sent.sender());
            return sent.document();
        });
    }

    /** Tells the caller that it rings; or waits for the answer of whom we called. */
    private void alert() {
        switch (call.origin()) {
            case CallOrigin.Incoming _ -> {
                call.leg().ring();
                call.alerted();
            }
            case CallOrigin.Dialled(var order) -> {
                control.awaitAnswer();
                if (order.record()) control.recordAll();
            }
            // Its flow calls it.
            case CallOrigin.ByAgent _ -> {}
            case CallOrigin.Consulted(var consultation) -> {
                control.awaitAnswer();
                consultation.answered(services.clock().instant());
            }
        }
    }

    /** Flow-protocol 1.3: the main command; if it does not call back, the secondaries; then the tail. */
    private Outcome execute(FlowDocument document) {
        try {
            return ran(document);
        } catch (FlowReplaced _) {
            return Outcome.next();
        }
    }

    private Outcome ran(FlowDocument document) {
        var secondaries = document.secondaries();
        prepare(document.main(), secondaries, 0);
        var outcome = run(document.main());
        if (outcome instanceof Outcome.Next(boolean timedOut) && timedOut) control.inputTimedOut();
        for (int i = 0; i < secondaries.size(); i++) {
            if (!(outcome instanceof Outcome.Next)) return outcome;
            prepare(secondaries.get(i), secondaries, i + 1);
            outcome = run(secondaries.get(i));
        }
        if (!(outcome instanceof Outcome.Next) || document.tail().isEmpty()) return outcome;
        return run(document.tail().get());
    }

    /** While one plays the next is made; what may stand as a secondary command is always followed by it. */
    private void prepare(Command now, List<Command> secondaries, int next) {
        if (next == secondaries.size() || !now.spec().mayBe(Role.SECONDARY)) return;
        secondaries.get(next).opening().ifPresent(after -> {
            // What the caller waits for comes first.
            now.opening().ifPresent(control::prepare);
            control.prepare(after);
        });
    }

    private Outcome run(Command command) {
        call.inbox().check();
        var outcome = control.run(command);
        LOG.debug("call {} ran {}", call.id(), command.spec().element());
        services.observer().commandRan(call, command);
        return outcome;
    }

    private FlowDocument ask(Notification question) {
        call.inbox().check();
        if (documents > 0) control.nextDocument();
        var asked = services.clock().instant();
        var exchange = exchange(question);
        // D18: an answer that comes after the hang-up is ignored.
        call.inbox().check();
        var document = exchange.document();
        if (document == null) throw new CallEnded("the exchange was given up");
        documents++;
        var answer = exchange.answer();
        failure = answer.origin() == FlowAnswer.Origin.SURVIVAL ? answer.failure() : null;
        if (failure == null) {
            Optional.ofNullable(question.parameters().get("recordid")).ifPresent(control.recordings()::told);
        }
        var took = Duration.between(asked, services.clock().instant());
        LOG.info(
                "call {} asked {}: {} by {} in {} ms{}",
                call.id(),
                LogText.target(question.target()),
                document.outline(),
                answer.origin(),
                took.toMillis(),
                Optional.ofNullable(answer.failure())
                        .map(f -> ", " + f.kind() + ": " + LogText.of(f.detail()))
                        .orElse(""));
        document.warnings().forEach(warning -> LOG.warn("call {}: {}", call.id(), LogText.of(warning)));
        services.observer().asked(call, question, answer, took.toNanos());
        return document;
    }

    private FlowClient.Exchange<FlowDocument> exchange(Notification question) {
        if (control.answeredAt().isEmpty()) return asked(question);
        try (var _ = hold.begin()) {
            return asked(question);
        }
    }

    private FlowClient.Exchange<FlowDocument> asked(Notification question) {
        call.asking(true);
        try {
            return services.flow().ask(question, services.reader()::read, call.cancellation());
        } finally {
            call.asking(false);
        }
    }

    /** D19: whether asking once more would be one too many. */
    private Optional<FlowFailure> loop() {
        boolean silent = control.mediaActions() == actionsBefore;
        redirects = silent ? redirects + 1 : 0;
        actionsBefore = control.mediaActions();
        var settings = services.settings();
        if (redirects > settings.mostRedirects()) {
            return Optional.of(new FlowFailure(
                    FlowFailure.Kind.LOOP, settings.mostRedirects() + " redirects without a media action"));
        }
        if (documents >= settings.mostDocuments()) {
            return Optional.of(
                    new FlowFailure(FlowFailure.Kind.LOOP, settings.mostDocuments() + " documents in one call"));
        }
        return Optional.empty();
    }

    private EndReason apologise(FlowFailure loop) {
        failure = loop;
        control.ensureAnswered();
        try (var sound = control.play(services.settings().apologyPrompt(), false, 1)) {
            var untilEnd = Waiting.forEnd(sound, KeySet.NONE, Waiting.Typing.SINCE_SOUND);
            boolean goesOn = sound.audible();
            while (goesOn) goesOn = control.await(untilEnd) instanceof Heard.PassFinished;
        } catch (FlowReplaced _) {
            LOG.info("call {} is over; what was sent to it does not run", call.id());
        }
        return reason(Cause.APPLICATION_HUNG_UP, "");
    }

    private EndReason reason(Ending ending) {
        return switch (ending) {
            case HANG_UP -> reason(Cause.APPLICATION_HUNG_UP, "the application hung up");
            case TRANSFERRED -> reason(Cause.FLOW_FINISHED, "the caller was transferred");
            case BUSY ->
                EndReason.of(Cause.APPLICATION_REJECTED, "refused as busy").withSipStatus(486);
            case REJECTED -> EndReason.of(Cause.APPLICATION_REJECTED, "refused").withSipStatus(603);
            case FORBIDDEN ->
                EndReason.of(Cause.APPLICATION_REJECTED, "refused as forbidden").withSipStatus(403);
            case NOT_FOUND ->
                EndReason.of(Cause.APPLICATION_REJECTED, "refused as not found").withSipStatus(404);
            case IDLE ->
                reason(
                        Cause.FLOW_FINISHED,
                        "no command for " + control.idleLimit().toSeconds() + " s");
        };
    }

    /**
     * How a flow ended by itself, unless it stood in for an application that failed. The text travels in the BYE, so it
     * says what kind of failure it was and nothing of the application's address; the log has the detail.
     */
    private EndReason reason(Cause cause, String text) {
        if (failure == null) return EndReason.of(cause, text);
        return EndReason.of(Cause.APPLICATION_FAILED, "the application failed: " + failure.kind());
    }

    private void noteKeys(Outcome.Callback callback) {
        var digits = callback.parameters().get("digits");
        if (digits != null) services.observer().keysReported(call, digits.length());
    }

    private void sayGoodbye(EndReason why) {
        var reason = Goodbye.said(why, control.answerSent());
        attempt("hang up", () -> Goodbye.to(call.leg(), reason, control.answerSent()));
        var stats = lastStats();
        attempt("close its media", call.media()::close);
        var recording = control.recordings().last();
        var summary = new CallSummary(
                call.id(),
                call.application(),
                call.from(),
                call.to(),
                call.trunk(),
                call.arrivedAt(),
                call.alertedAt(),
                control.answeredAt(),
                services.clock().instant(),
                reason,
                Optional.ofNullable(failure).filter(_ -> reason.cause() == Cause.APPLICATION_FAILED),
                documents,
                stats,
                call.outbound(),
                call.userData(),
                control.parties().secondLeg(),
                control.parties().related().map(CallId::text),
                control.conferenceId(),
                control.centre());
        attempt("tell that it is over", () -> call.tellOver(summary));
        attempt("notify", () -> {
            var record = EndedCall.record(summary, recording);
            call.notes().over(record);
            var last = isKnown(summary) ? words.last(call.application(), record) : List.<Notification>of();
            var recorded = control.recordings().kept();
            services.notifier().ended(record, last, () -> {
                call.notes().clear();
                recorded.forEach(RecordingDraft::told);
            });
        });
        attempt("observe", () -> services.observer().ended(summary));
        LOG.info(
                "call {} ended: {} after {} s ({})",
                call.id(),
                LogText.of(reason.text()),
                tenths(summary.duration()),
                reason.cause());
    }

    /** The application hears of a consulted party's call when it answers, and of its end only then. */
    private boolean isKnown(CallSummary summary) {
        return call.consultation().isEmpty() || summary.answeredAt().isPresent();
    }

    /** Seconds with one decimal, rounded. */
    private static String tenths(Duration duration) {
        long tenths = (duration.toMillis() + 50) / 100;
        return tenths / 10 + "." + tenths % 10;
    }

    private MediaStats lastStats() {
        try {
            return call.media().stats();
        } catch (RuntimeException bug) {
            LOG.error("call {} has no figures of its media", call.id(), bug);
            return MediaStats.NONE;
        }
    }

    private void attempt(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error bug) {
            LOG.error("call {} could not {}", call.id(), what, bug);
        }
    }
}

package io.ringflow.ivr.observe;

import io.ringflow.ivr.call.Call;
import io.ringflow.ivr.call.CallObserver;
import io.ringflow.ivr.call.CallRegistry;
import io.ringflow.ivr.call.CallSummary;
import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.flow.FlowAnswer;
import io.ringflow.ivr.flow.FlowDocument;
import io.ringflow.ivr.flow.Notification;
import io.ringflow.ivr.http.CallView;
import io.ringflow.ivr.speech.SpeechFailure;
import io.ringflow.media.MediaProfile;
import io.ringflow.media.MediaQuality;
import io.ringflow.media.MediaStats;
import io.ringflow.sip.CallLeg;
import io.ringflow.sip.EndReason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The story of each call for the operator: what happened in order, the SIP ladder, the media pipeline. Keeps the calls of
 * now and the last ones that ended. Thread-safe; the digits a caller pressed are never in it.
 */
public final class CallStories implements CallObserver, CallView {

    private static final int MOST_LINES = 200;
    private static final int ENDED_KEPT = 200;
    private static final int MOST_LADDERS = 5;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    private final InstantSource clock;
    private final CallRegistry calls;
    private final Map<String, Lines> running = new ConcurrentHashMap<>();
    private final Map<String, Supplier<String>> ended = new LinkedHashMap<>();

    public CallStories(InstantSource clock, CallRegistry calls) {
        this.clock = clock;
        this.calls = calls;
    }

    @Override
    public void started(Call call) {
        running.put(call.id().text(), new Lines());
        String from = call.from();
        String to = call.to();
        String application = call.application().name();
        String over = call.trunk().equals(MediaProfile.NO_TRUNK) ? "" : " over " + call.trunk();
        boolean outbound = call.outbound();
        tell(call, () -> (outbound ? "calls " + to : "invited by " + from + " to " + to) + " of " + application + over);
    }

    @Override
    public void answered(Call call, long nanos) {
        var lines = running.get(call.id().text());
        if (lines != null) lines.answered = true;
        tell(call, () -> "answered after " + nanos / 1_000_000 + " ms");
    }

    @Override
    public void asked(Call call, Notification notification, FlowAnswer answer, long nanos) {
        String failure =
                answer.failure() == null ? "" : " because " + answer.failure().detail();
        String target = notification.target();
        String path = target.contains("?") ? target.substring(0, target.indexOf('?')) : target;
        var origin = answer.origin();
        tell(
                call,
                () -> "asked " + path + ", " + SipMeters.label(origin) + " answered after " + nanos / 1_000_000 + " ms"
                        + failure);
    }

    @Override
    public void flowSent(Call call, FlowDocument document, String sender) {
        String outline = document.outline();
        tell(call, () -> sender + " sent " + outline);
    }

    @Override
    public void commandRan(Call call, Command command) {
        var kind = command.getClass();
        tell(call, () -> "ran " + kind.getSimpleName());
    }

    @Override
    public void promptMissing(Call call, String file) {
        tell(call, () -> "prompt is missing: " + file);
    }

    @Override
    public void speechMissing(Call call, SpeechFailure failure) {
        tell(call, () -> "could not speak: " + failure.getMessage());
    }

    @Override
    public void keysReported(Call call, int count) {
        tell(call, () -> count == 1 ? "1 key reported" : count + " keys reported");
    }

    @Override
    public void partyCalled(Call call, String number, String trunk, CallLeg leg) {
        var lines = running.get(call.id().text());
        if (lines == null) return;
        lines.add(line(() -> "called " + number + " over " + trunk));
        lines.add(leg::ladder);
    }

    @Override
    public void partyEnded(Call call, String trunk, EndReason reason, Duration talked) {
        String talk = talked.isZero() ? "" : " after " + talked.toSeconds() + " s of talk";
        tell(call, () -> "party is gone" + talk + ": " + reason.text());
    }

    @Override
    public void ended(CallSummary summary) {
        String id = summary.id().text();
        var lines = running.remove(id);
        if (lines == null) return;
        var reason = summary.reason();
        var media = summary.media();
        lines.add(line(() -> "ended: " + reason.text()));
        lines.add(line(() -> sound(media)));
        // The ladder is asked for when the story is: the BYE has not left yet.
        Supplier<String> ladder = calls.find(id)
                .map(Call::leg)
                .<Supplier<String>>map(leg -> leg::ladder)
                .orElse(() -> "");
        synchronized (ended) {
            ended.put(id, () -> lines.text() + "\n" + ladder.get() + lines.ladders());
            if (ended.size() > ENDED_KEPT)
                ended.remove(ended.keySet().iterator().next());
        }
    }

    @Override
    public List<Line> calls(int limit) {
        return calls.all().stream()
                .sorted(Comparator.comparing(Call::arrivedAt))
                .limit(limit)
                .map(this::row)
                .toList();
    }

    @Override
    public Optional<String> story(String callId) {
        var call = calls.find(callId);
        var lines = running.get(callId);
        if (call.isPresent() && lines != null) {
            return Optional.of(lines.text() + "\n" + call.get().leg().ladder() + lines.ladders() + "\n"
                    + call.get().media().describe() + "\n");
        }
        Supplier<String> told;
        synchronized (ended) {
            told = ended.get(callId);
        }
        return Optional.ofNullable(told).map(Supplier::get);
    }

    private static String sound(MediaStats media) {
        String text = "sound: %s, sent %d packets, received %d (lost %d, late %d, discarded %d), concealed %d frames"
                .formatted(
                        media.codec(),
                        media.packetsSent(),
                        media.packetsReceived(),
                        media.packetsLost(),
                        media.packetsLate(),
                        media.packetsDiscarded(),
                        media.framesConcealed());
        var quality = media.quality();
        if (quality.listening() < 0) return text;
        return text
                + String.format(
                        Locale.ROOT,
                        ", jitter %.1f ms, buffer up to %d ms, score %.1f in and %s out%s",
                        media.jitterMillis(),
                        quality.bufferMostMillis(),
                        quality.conversational(),
                        quality.remote() < 0 ? "unknown" : String.format(Locale.ROOT, "%.1f", quality.remote()),
                        quality.oneWay() == MediaQuality.OneWay.NONE
                                ? ""
                                : ", perhaps not heard: " + SipMeters.label(quality.oneWay()));
    }

    private Line row(Call call) {
        var lines = running.get(call.id().text());
        return new Line(
                call.id().text(),
                call.from(),
                call.to(),
                call.application().name(),
                call.arrivedAt(),
                lines != null && lines.answered);
    }

    private void tell(Call call, Supplier<String> what) {
        var lines = running.get(call.id().text());
        if (lines != null) lines.add(line(what));
    }

    private Told line(Supplier<String> what) {
        return new Told(clock.instant(), what);
    }

    /** One line, made into text when somebody asks; holds values, never a call. */
    private record Told(Instant at, Supplier<String> what) {
        @Override
        public String toString() {
            return TIME.format(at) + "  " + SafeMessage.escaped(what.get());
        }
    }

    /** The lines of one call, the oldest given up first. */
    private static final class Lines {
        private final Deque<Told> lines = new ArrayDeque<>(8);
        private final Deque<Supplier<String>> ladders = new ArrayDeque<>(1);
        private volatile boolean answered;

        synchronized void add(Told line) {
            if (lines.size() == MOST_LINES) lines.removeFirst();
            lines.addLast(line);
        }

        /** That of a party. */
        synchronized void add(Supplier<String> ladder) {
            if (ladders.size() == MOST_LADDERS) ladders.removeFirst();
            ladders.addLast(ladder);
        }

        String ladders() {
            List<Supplier<String>> copy;
            synchronized (this) {
                copy = new ArrayList<>(ladders);
            }
            return copy.stream().map(ladder -> "\n\n" + ladder.get()).collect(Collectors.joining());
        }

        String text() {
            List<Told> copy;
            synchronized (this) {
                copy = new ArrayList<>(lines);
            }
            return copy.stream().map(Told::toString).collect(Collectors.joining("\n")) + "\n";
        }
    }
}

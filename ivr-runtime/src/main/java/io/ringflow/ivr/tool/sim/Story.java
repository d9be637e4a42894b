package io.ringflow.ivr.tool.sim;

import io.ringflow.ivr.flow.Finding;
import io.ringflow.ivr.flow.FlowFailure;
import io.ringflow.ivr.flow.Notification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What happened in a simulated call, line by line as it happens; and what went wrong. Thread-safe. */
final class Story {

    private static final Set<String> IDENTITY = Set.of("appid", "callid");

    private final SimTime time;
    private final Consumer<String> out;
    private final List<String> lines = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /** @param out takes each line at once */
    Story(SimTime time, Consumer<String> out) {
        this.time = time;
        this.out = out;
    }

    void asks(Notification question) {
        var parameters = question.parameters().entrySet().stream()
                .filter(parameter -> !IDENTITY.contains(parameter.getKey()))
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining(" "));
        line("\u2500\u2500\u25b6  " + question.method() + " " + question.target(), parameters);
    }

    void answered(String outline, Duration took) {
        line("\u25c0\u2500\u2500  " + outline, took.toMillis() + " ms");
    }

    /** The application did not answer with something to run. */
    void failed(FlowFailure failure) {
        line(" \u2717   the application failed: " + failure.kind() + ", " + failure.detail(), failure.code());
    }

    void finding(Finding finding) {
        line(
                finding.severity() == Finding.Severity.ERROR ? " \u2717   " + said(finding) : " !   " + said(finding),
                finding.severity().word());
    }

    void call(String what) {
        line(" \u260e   " + what, "");
    }

    void plays(String what, String how) {
        line(" \u266a   " + what, how);
    }

    void stops(String what, String after) {
        line(" \u00b7   " + what + " stops", "after " + after);
    }

    void asksForKeys() {
        line(" ?   collects keys", "");
    }

    void pressed(char key) {
        line(" #   presses " + key, "");
    }

    /** A line of an answer. */
    void document(String line) {
        line("     " + line, "");
    }

    void notified(Notification notification, @Nullable FlowFailure failure) {
        asks(notification);
        if (failure == null) return;
        problem(notification.target() + " was not taken: " + failure.kind() + ", " + failure.detail());
    }

    /** Something that makes the simulation fail. */
    void problem(String what) {
        synchronized (this) {
            if (problems.contains(what)) return;
            problems.add(what);
        }
        line(" \u2717   " + what, "");
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    synchronized List<String> problems() {
        return List.copyOf(problems);
    }

    static String said(Finding finding) {
        return finding.line() == 0
                ? finding.text()
                : "line %d, column %d: %s".formatted(finding.line(), finding.column(), finding.text());
    }

    private void line(String what, String detail) {
        var at = String.format(Locale.ROOT, "%8.2f s  ", time.elapsed().toMillis() / 1e3);
        var line = at + shown(what) + (detail.isEmpty() ? "" : "  " + shown(detail));
        synchronized (this) {
            lines.add(line);
            out.accept(line);
        }
    }

    /** What an application wrote may hold what a terminal obeys. */
    private static String shown(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").stripTrailing();
    }
}

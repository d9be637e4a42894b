package io.ringflow.ivr.tool.sim;

import io.ringflow.ivr.command.KeySet;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The keys a pretended caller will press: between commas what he presses at one question, nothing but {@code w} where he
 * lets one pass. Owned by the simulation's thread.
 */
public final class KeyPlan {

    private static final String KEYS = "0123456789*#ABCD";
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofSeconds(1);

    private final Deque<Step> steps = new ArrayDeque<>();
    private int lastQuestion;

    private sealed interface Step {

        /** A key, and how long the caller hesitates before it. */
        record Press(char key, Duration hesitation) implements Step {}

        /** Presses nothing at a question. */
        record Pass() implements Step {}

        /** What comes now is for another question than what came before. */
        record NextQuestion() implements Step {}
    }

    /** A key that is due, and how long the caller hesitates before it. */
    record Due(char key, Duration hesitation) {}

    private KeyPlan() {}

    public static KeyPlan none() {
        return new KeyPlan();
    }

    /** @throws IllegalArgumentException naming the character that is no key */
    public static KeyPlan of(String text) {
        return of(List.of(text.split(",", -1)));
    }

    /** @param answers one for each question */
    public static KeyPlan of(List<String> answers) {
        var plan = new KeyPlan();
        for (var answer : answers) {
            if (!plan.steps.isEmpty()) plan.steps.add(new Step.NextQuestion());
            plan.add(answer.strip());
        }
        return plan;
    }

    private void add(String answer) {
        var hesitation = Duration.ZERO;
        int keys = 0;
        for (char c : answer.toCharArray()) {
            char key = c >= 'a' && c <= 'd' ? Character.toUpperCase(c) : c;
            if (c == 'w' || c == 'W') {
                hesitation = hesitation.plus(c == 'w' ? SHORT : LONG);
            } else if (KEYS.indexOf(key) >= 0) {
                steps.add(new Step.Press(key, hesitation));
                hesitation = Duration.ZERO;
                keys++;
            } else {
                throw new IllegalArgumentException("'" + c + "' is no key: 0-9 * # A-D, w for half a second, W for a"
                        + " second, a comma before the next question");
            }
        }
        if (keys == 0) steps.add(new Step.Pass());
    }

    /**
     * The key that the caller would press now.
     *
     * @param question counts the commands that collected keys, from 1
     */
    Optional<Due> due(int question) {
        while (true) {
            switch (steps.peek()) {
                case null -> {
                    return Optional.empty();
                }
                case Step.Press(char key, Duration hesitation) -> {
                    return Optional.of(new Due(key, hesitation));
                }
                case Step.Pass() -> {
                    steps.remove();
                    lastQuestion = question;
                }
                case Step.NextQuestion() -> {
                    if (question <= lastQuestion) return Optional.empty();
                    steps.remove();
                }
            }
        }
    }

    /** The same where a key may be pressed but none is asked for: only if the next one is one of these. */
    Optional<Due> dueOf(int question, KeySet keys) {
        var next = steps.stream()
                .dropWhile(step -> step instanceof Step.NextQuestion && question > lastQuestion)
                .findFirst();
        boolean wanted = next.isPresent() && next.get() instanceof Step.Press press && keys.contains(press.key());
        return wanted ? due(question) : Optional.empty();
    }

    /** The key that was due has been pressed. */
    void pressed(int question) {
        steps.remove();
        lastQuestion = question;
    }

    /** The keys that have not been pressed, with what stands between them; empty when there are none. */
    String unused() {
        if (steps.stream().noneMatch(Step.Press.class::isInstance)) return "";
        return steps.stream()
                .map(step -> switch (step) {
                    case Step.Press press -> String.valueOf(press.key());
                    case Step.Pass _ -> "w";
                    case Step.NextQuestion _ -> ",";
                })
                .collect(Collectors.joining())
                .replaceFirst("^,", "");
    }
}

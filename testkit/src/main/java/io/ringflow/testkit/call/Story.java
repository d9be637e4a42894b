package io.ringflow.testkit.call;

import io.ringflow.testkit.rtp.Heard;
import io.ringflow.testkit.rtp.Heard.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns 200 ms windows into what a person would say: a pause between words is not silence, and a vowel is not a tone.
 * Owned by the receiving thread; its totals are read under its lock.
 */
final class Story {
    private static final int WINDOW_MILLIS = 200;

    private final Map<Kind, Integer> windows = new EnumMap<>(Kind.class);
    private final List<Heard> candidate = new ArrayList<>();

    private Optional<Kind> current = Optional.empty();
    private List<Integer> currentTones = List.of();
    private int sounding;

    /** A change worth a line. */
    record Change(Kind kind, double levelDbm0, List<Integer> tones) {}

    synchronized Optional<Change> next(Heard heard) {
        sounding += heard.kind() == Kind.SILENCE ? 0 : 1;
        if (current.filter(kind -> continues(kind, heard)).isPresent()) {
            windows.merge(current.get(), 1 + candidate.size(), Integer::sum);
            candidate.clear();
            return Optional.empty();
        }
        if (!candidate.isEmpty() && !alike(candidate.getLast(), heard)) {
            var belongs = current.orElse(candidate.getLast().kind());
            windows.merge(belongs, candidate.size(), Integer::sum);
            candidate.clear();
        }
        candidate.add(heard);
        if (candidate.size() < patience(heard.kind())) {
            return Optional.empty();
        }
        current = Optional.of(heard.kind());
        currentTones = heard.tones();
        double level = candidate.stream().mapToDouble(Heard::levelDbm0).max().orElse(heard.levelDbm0());
        windows.merge(heard.kind(), candidate.size(), Integer::sum);
        candidate.clear();
        return Optional.of(new Change(heard.kind(), level, heard.tones()));
    }

    /** How much sound of any kind has come. */
    synchronized Duration sound() {
        return Duration.ofMillis((long) sounding * WINDOW_MILLIS);
    }

    synchronized Duration heard(Kind kind) {
        return Duration.ofMillis((long) windows.getOrDefault(kind, 0) * WINDOW_MILLIS);
    }

    private boolean continues(Kind kind, Heard heard) {
        return kind == heard.kind() && (kind != Kind.TONE || sameTones(currentTones, heard.tones()));
    }

    private static boolean alike(Heard first, Heard second) {
        return first.kind() == second.kind() && (first.kind() != Kind.TONE || sameTones(first.tones(), second.tones()));
    }

    private static boolean sameTones(List<Integer> first, List<Integer> second) {
        return first.isEmpty() == second.isEmpty()
                && (first.isEmpty() || Math.abs(first.getFirst() - second.getFirst()) <= 5);
    }

    private static int patience(Kind kind) {
        return switch (kind) {
            case SPEECH -> 2;
            case TONE -> 2;
            case SILENCE -> 4;
            case NOISE -> 5;
        };
    }
}

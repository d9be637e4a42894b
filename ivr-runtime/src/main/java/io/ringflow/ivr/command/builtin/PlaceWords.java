package io.ringflow.ivr.command.builtin;

import io.ringflow.ivr.queue.QueuePlace;
import io.ringflow.ivr.speech.reading.Quantity;
import io.ringflow.ivr.speech.reading.SpokenLanguage;
import java.time.Duration;
import java.util.Optional;

/** What a caller is told of its place in a queue, in Mandarin or English. Pure. */
final class PlaceWords {

    private PlaceWords() {}

    /** @return empty: in a language that it is not told in */
    static Optional<String> of(QueuePlace place, String language) {
        if (place.position() < 1) return Optional.empty();
        return SpokenLanguage.of(language).map(spoken -> {
            boolean english = language.regionMatches(true, 0, "en", 0, 2);
            return english ? english(place, spoken) : mandarin(place, spoken);
        });
    }

    private static String mandarin(QueuePlace place, SpokenLanguage spoken) {
        int ahead = place.position() - 1;
        var words = ahead == 0 ? "您是下一位，" : "您前面还有" + said(ahead, spoken) + "位，";
        return words
                + place.estimate()
                        .map(wait -> minutes(wait) == 0 ? "预计等待不到一分钟。" : "预计还需等待" + said(minutes(wait), spoken) + "分钟。")
                        .orElse("请稍候。");
    }

    private static String english(QueuePlace place, SpokenLanguage spoken) {
        int ahead = place.position() - 1;
        var words =
                switch (ahead) {
                    case 0 -> "You are next in line. ";
                    case 1 -> "There is one caller ahead of you. ";
                    default -> "There are " + said(ahead, spoken) + " callers ahead of you. ";
                };
        return words
                + place.estimate()
                        .map(wait -> switch (minutes(wait)) {
                            case 0 -> "The estimated wait is less than one minute.";
                            case 1 -> "The estimated wait is about one minute.";
                            default -> "The estimated wait is about " + said(minutes(wait), spoken) + " minutes.";
                        })
                        .orElse("Please hold the line.");
    }

    /** Rounded to the next, as nobody minds less; 0: below one. */
    private static int minutes(Duration wait) {
        long seconds = wait.toSeconds();
        return seconds < 60 ? 0 : (int) ((seconds + 59) / 60);
    }

    private static String said(int number, SpokenLanguage spoken) {
        return spoken.quantity(new Quantity(false, number, ""));
    }
}

package io.ringflow.ivr.config;

import io.ringflow.ivr.speech.SpeechEngines;
import io.ringflow.ivr.speech.SpeechSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Reads {@code ringflow.speech}. Pure. */
final class SpeechSection {

    private static final int MEBIBYTE = 1024 * 1024;

    private SpeechSection() {}

    static SpeechSettings read(Section speech) {
        return new SpeechSettings(
                provider(speech),
                speech.duration("timeout", Duration.ofMillis(100), Duration.ofMinutes(2)),
                speech.number("at-once", 1, 1_000),
                speech.number("waiting", 0, 100_000),
                speech.duration("longest", Duration.ofSeconds(1), Duration.ofMinutes(30)),
                speech.size("memory", 0, 2047 * MEBIBYTE),
                speech.size("cache", MEBIBYTE, 2047 * MEBIBYTE),
                speech.section("espeak", SpeechSection::espeak),
                speech.section("http", SpeechSection::http));
    }

    private static String provider(Section speech) {
        var name = speech.text("provider").strip();
        var names = SpeechEngines.names();
        if (names.contains(name)) return name;
        speech.problem(
                "provider",
                "must be one of " + String.join(", ", names) + ", not \"" + name + "\"" + Suggestion.of(name, names));
        return SpeechSettings.NONE;
    }

    private static SpeechSettings.Espeak espeak(Section espeak) {
        var command = espeak.text("command").strip();
        if (command.isEmpty()) espeak.problem("command", "is empty: it is the program's name");
        return new SpeechSettings.Espeak(command);
    }

    private static SpeechSettings.Http http(Section http) {
        var url = Values.url(http, "url");
        if (url.isEmpty() && http.text("url").isBlank()) http.problem("url", "is empty");
        var format = http.text("format").strip();
        var formats = List.of("pcm", "wav");
        if (!formats.contains(format)) http.problem("format", "must be pcm or wav, not \"" + format + "\"");
        return new SpeechSettings.Http(
                url.orElse(URI.create("http://invalid./")),
                key(http),
                http.text("model").strip(),
                http.text("voice").strip(),
                format,
                rate(http),
                http.duration("connect-timeout", Duration.ofMillis(100), Duration.ofMinutes(1)));
    }

    private static String key(Section http) {
        var key = http.text("api-key").strip();
        if (key.chars().allMatch(c -> c > ' ' && c < 0x7f)) return key;
        http.problem("api-key", "holds what no HTTP header may hold");
        return "";
    }

    private static int rate(Section http) {
        int rate = http.number("sample-rate", 8_000, 48_000);
        if (List.of(8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000).contains(rate)) return rate;
        http.problem("sample-rate", "must be 8000, 16000, 22050, 24000, 32000, 44100 or 48000");
        return 24_000;
    }
}

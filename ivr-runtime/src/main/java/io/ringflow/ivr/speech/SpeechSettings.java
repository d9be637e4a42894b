package io.ringflow.ivr.speech;

import java.net.URI;
import java.time.Duration;

/**
 * What an operator may set about speech, already valid.
 *
 * @param provider name of a {@link SpeechProvider}, or {@link #NONE}
 * @param timeout for one text, from the moment its synthesis begins
 * @param atOnce texts synthesised at the same moment
 * @param waiting texts that may wait for that
 * @param longest sound that one text may take
 * @param memoryBytes speech kept in memory
 * @param cacheBytes speech kept on disk
 */
public record SpeechSettings(
        String provider,
        Duration timeout,
        int atOnce,
        int waiting,
        Duration longest,
        int memoryBytes,
        long cacheBytes,
        Espeak espeak,
        Http http) {

    public static final String NONE = "none";

    /** @param command the program, found on the PATH unless it is a path */
    public record Espeak(String command) {}

    /**
     * A speech service.
     *
     * @param url where {@code /v1/audio/speech} is below
     * @param apiKey empty: none is sent
     * @param voice of utterances that name none
     * @param format pcm or wav
     * @param sampleRate of pcm, Hz; wav tells its own
     * @param connectTimeout to open a connection
     */
    public record Http(
            URI url,
            String apiKey,
            String model,
            String voice,
            String format,
            int sampleRate,
            Duration connectTimeout) {

        /** Without the key. */
        @Override
        public String toString() {
            return "Http[%s, model %s, voice %s, %s %d]".formatted(url, model, voice, format, sampleRate);
        }
    }

    public static SpeechSettings defaults() {
        return new SpeechSettings(
                "espeak",
                Duration.ofSeconds(10),
                4,
                200,
                Duration.ofMinutes(5),
                64 * 1024 * 1024,
                512L * 1024 * 1024,
                new Espeak("espeak-ng"),
                new Http(
                        URI.create("https://api.openai.com"),
                        "",
                        "gpt-4o-mini-tts",
                        "alloy",
                        "pcm",
                        24_000,
                        Duration.ofSeconds(3)));
    }

    /** Most samples of one text. */
    public int mostSamples(int sampleRate) {
        return (int) Math.min(Integer.MAX_VALUE / 4, longest.toSeconds() * sampleRate);
    }
}

package io.ringflow.ivr.speech.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringflow.ivr.speech.SpeechFailure;
import io.ringflow.ivr.speech.SpeechFailure.Kind;
import io.ringflow.ivr.speech.SpeechPcm;
import io.ringflow.ivr.speech.SpeechSettings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a speech service's answer means. Pure. */
final class SpeechAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_WORDS = 200;

    private SpeechAnswer() {}

    /** The sound of an answer with status 200. */
    static SpeechPcm sound(byte[] body, String contentType, SpeechSettings settings) {
        if (isWave(body)) return SpeechPcm.ofWave(body);
        var type = contentType.toLowerCase(Locale.ROOT);
        boolean raw = type.isEmpty() || type.startsWith("audio/") || type.startsWith("application/octet-stream");
        if (!raw) throw bad("an answer of type " + plain(contentType) + " instead of sound");
        if (type.startsWith("audio/mpeg") || type.startsWith("audio/ogg") || type.startsWith("audio/flac")) {
            throw bad("an answer of type " + plain(contentType) + " instead of pcm or wav");
        }
        if (!settings.http().format().equals("pcm")) throw bad("the answer is no WAVE file");
        if (body.length % 2 != 0) throw bad("half a sample at the end: the answer was cut off");
        var samples = new short[body.length / 2];
        ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return new SpeechPcm(samples, settings.http().sampleRate());
    }

    /** What another status means; the service's own words are in it. */
    static SpeechFailure refusal(int status, byte[] body) {
        var kind =
                switch (status) {
                    case 408, 504 -> Kind.TIMEOUT;
                    case 429, 503 -> Kind.BUSY;
                    default -> status >= 500 ? Kind.FAILED : Kind.REFUSED;
                };
        var words = words(body);
        return new SpeechFailure(kind, "the speech service answered " + status + (words.isEmpty() ? "" : ": " + words));
    }

    private static boolean isWave(byte[] body) {
        return body.length >= 12 && new String(body, 0, 4, StandardCharsets.ISO_8859_1).equals("RIFF");
    }

    private static String words(byte[] body) {
        try {
            return plain(JSON.readTree(body).path("error").path("message").asText(""));
        } catch (JsonProcessingException _) {
            return "";
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String plain(String said) {
        var line = said.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= MOST_WORDS ? line : line.substring(0, MOST_WORDS) + "…";
    }

    private static SpeechFailure bad(String what) {
        return new SpeechFailure(Kind.BAD_SOUND, "the speech service gave " + what);
    }
}

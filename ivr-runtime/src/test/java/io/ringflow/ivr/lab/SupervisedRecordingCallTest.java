package io.ringflow.ivr.lab;

import static io.ringflow.ivr.lab.SupervisedTalk.AGENT;
import static io.ringflow.ivr.lab.SupervisedTalk.CALLER;
import static io.ringflow.ivr.lab.SupervisedTalk.EXPERT;
import static io.ringflow.ivr.lab.SupervisedTalk.MUSIC;
import static io.ringflow.ivr.lab.SupervisedTalk.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.call.TalkOperation.Supervision;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A talk is recorded as the caller says and hears it, in one file, whoever comes and goes (flow protocol 3.6 record, 8.3). */
class SupervisedRecordingCallTest {

    private static final int HEADER = 44;
    private static final int LEFT = 0;
    private static final int RIGHT = 1;
    private static final List<Integer> ALL = List.of(CALLER, AGENT, EXPERT, SUPERVISOR, MUSIC);

    @TempDir
    Path dir;

    @Test
    void aCoachAndAConsultationAreNotInItAndAllThatTheCallerHearsIs() throws Exception {
        try (var talk = new SupervisedTalk(dir)) {
            talk.begins().monitor(Supervision.COACH);
            talk.answers(talk.supervisor);
            talk.hearsExactly(talk.agent, CALLER, SUPERVISOR);
            talk.lab.advance(Duration.ofSeconds(2));
            talk.consult();
            talk.answers(talk.expert);
            talk.hearsExactly(talk.agent, EXPERT, SUPERVISOR);
            talk.lab.advance(Duration.ofSeconds(2));
            var beforeAllThree = heard(talk);
            talk.threeWay();
            talk.hearsExactly(talk.caller, AGENT, EXPERT);
            talk.lab.advance(Duration.ofSeconds(2));
            talk.caller.hangsUp();
            var wav = fetched(talk.talkers.end(talk.callId()).param("recordurl"));

            assertThat(tones(wav, LEFT, 0, seconds(wav))).containsExactly(CALLER);
            assertThat(tones(wav, RIGHT, 0, seconds(wav))).containsExactlyInAnyOrder(AGENT, MUSIC, EXPERT);
            assertThat(tones(wav, RIGHT, 0, beforeAllThree)).containsExactlyInAnyOrder(AGENT, MUSIC);
            assertThat(tones(wav, RIGHT, seconds(wav) - 1.5, seconds(wav) - 0.5))
                    .containsExactlyInAnyOrder(AGENT, EXPERT);
        }
    }

    /** How much of the talk has been, in seconds, less a little. */
    private static double heard(SupervisedTalk talk) {
        return talk.agent.ears().length().toMillis() / 1_000.0 - 0.5;
    }

    private static ByteBuffer fetched(String url) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var answer =
                    http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            return ByteBuffer.wrap(answer.body()).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    private static double seconds(ByteBuffer wav) {
        assertThat(wav.getShort(22)).as("channels").isEqualTo((short) 2);
        return (wav.capacity() - HEADER) / 4.0 / wav.getInt(24);
    }

    /** What is in a channel in some 100 ms between these times. */
    private static Set<Integer> tones(ByteBuffer wav, int channel, double from, double to) {
        int rate = wav.getInt(24);
        int window = rate / 10;
        var found = new LinkedHashSet<Integer>();
        for (int at = (int) (from * rate); at + window <= (int) (to * rate); at += window) {
            for (int tone : ALL) {
                if (amplitude(wav, channel, at, window, tone) > 600) found.add(tone);
            }
        }
        return found;
    }

    private static double amplitude(ByteBuffer wav, int channel, int from, int count, int hertz) {
        int rate = wav.getInt(24);
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < count; i++) {
            double angle = 2 * Math.PI * hertz * i / rate;
            short sample = wav.getShort(HEADER + 4 * (from + i) + 2 * channel);
            real += sample * Math.cos(angle);
            imaginary += sample * Math.sin(angle);
        }
        return 2 * Math.hypot(real, imaginary) / count;
    }
}

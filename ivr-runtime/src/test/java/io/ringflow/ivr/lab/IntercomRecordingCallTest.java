package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.rtp.Tone;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** D7 with {@code autorecord}, which is ours: in the file is whoever had the floor, in turn, and nobody else. */
class IntercomRecordingCallTest {

    private static final int ONE = 1150;
    private static final int TWO = 1750;
    /** Never asks. */
    private static final int THREE = 2300;

    private static final int HEADER = 44;
    private static final int RATE = 8_000;
    private static final int WINDOW = RATE / 10;
    /** Joining is told by a real socket while the lab's time flies. */
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path dir;

    private CallLab lab;

    @BeforeEach
    void start() {
        lab = new CallLab(dir);
        lab.app()
                .handle(request -> FlowReply.response(
                        request.name().equals("startservice")
                                ? "<Intercom intercomid='yard' autorecord='true' queue='true' joinurl='in' mediaopturl='media'/>"
                                : "<CmdNone/>"));
    }

    @AfterEach
    void nothingIsLeft() {
        lab.close();
    }

    private Phone joins(int tone) {
        int before = told("in").size();
        Phone phone = lab.phone(Integer.toString(tone));
        phone.rtp().speak(Tone.of(tone));
        phone.calls(lab.uri("100"));
        lab.until("is in", SOON, () -> told("in").size() > before);
        return phone;
    }

    private List<FlowRequest> told(String name) {
        return lab.app().requests().stream()
                .filter(request -> request.name().equals(name))
                .toList();
    }

    @Test
    void whoHasTheFloorIsInTheRecordingInTurnAndNobodyElse() throws Exception {
        Phone one = joins(ONE);
        Phone two = joins(TWO);
        Phone three = joins(THREE);
        one.presses("*");
        lab.until("one talks", SOON, () -> three.hears(ONE));
        lab.advance(Duration.ofSeconds(1));
        two.presses("*");
        lab.advance(Duration.ofSeconds(1));
        one.presses("#");
        lab.until("two talks", SOON, () -> three.hears(TWO) && !three.hears(ONE));
        lab.advance(Duration.ofSeconds(1));
        List.of(one, two, three).forEach(Phone::hangsUp);
        lab.until("it is told", SOON, () -> told("media").stream()
                .anyMatch(media -> media.params().containsKey("recordurl")));

        assertThat(turns(fetched(told("media").getLast().param("recordurl")))).containsExactly(ONE, TWO);
    }

    /** Who is heard, in the order of the file; a tenth of a second in which two follow each other has both. */
    private static List<Integer> turns(ByteBuffer wav) {
        var turns = new ArrayList<Integer>();
        for (int at = 0; HEADER + 2 * (at + WINDOW) <= wav.limit(); at += WINDOW) {
            for (int tone : List.of(ONE, TWO, THREE)) {
                if (amplitude(wav, at, tone) > 600 && (turns.isEmpty() || turns.getLast() != tone)) turns.add(tone);
            }
        }
        return turns;
    }

    private static double amplitude(ByteBuffer wav, int from, int hertz) {
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < WINDOW; i++) {
            double sample = wav.getShort(HEADER + 2 * (from + i));
            real += sample * Math.cos(2 * Math.PI * hertz * i / RATE);
            imaginary += sample * Math.sin(2 * Math.PI * hertz * i / RATE);
        }
        return 2 * Math.hypot(real, imaginary) / WINDOW;
    }

    private static ByteBuffer fetched(String url) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var answer =
                    http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            return ByteBuffer.wrap(answer.body()).order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}

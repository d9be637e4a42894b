package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.rtp.Mouth;
import io.ringflow.testkit.rtp.Tone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of callers over a trunk reach the application the way the trunk's policy says. */
class TrunkKeysCallTest {

    private static final String MENU = FlowReply.response(
                    "<Get action='keys' numdigits='4' timeout='30'><Play loop='-1'>menu.wav</Play></Get>")
            .body();
    private static final Duration SOON = Duration.ofSeconds(6);

    @TempDir
    Path dir;

    private CallLab lab(String policy) {
        var trunk = Map.of("name", "carrier", "networks", List.of("127.0.0.0/8"), "dtmf", policy);
        return new CallLab(dir, settings -> settings.with("trunks", List.of(trunk)));
    }

    /** Each key for 100 ms, 60 ms apart. */
    private static Mouth tones(String keys) {
        short[] pcm = new short[8 * 160 * keys.length() + 8 * 400];
        for (int i = 0; i < keys.length(); i++) {
            short[] tone = Tone.key(keys.charAt(i)).samples(800);
            System.arraycopy(tone, 0, pcm, 8 * 400 + i * 8 * 160, tone.length);
        }
        return Mouth.of(pcm);
    }

    @Test
    void tonesInTheAudioReachTheApplicationOfATrunkThatHasNothingElse() {
        try (var lab = lab("inband")) {
            lab.app().on("startservice", MENU);
            lab.app().on("keys", FlowReply.response("<Hangup/>").body());
            Phone caller = lab.phone("1001");
            caller.calls(lab.uri("100"));
            lab.hears(caller, "menu.wav");
            caller.rtp().speak(tones("7029"));
            lab.until("the keys are reported", SOON, () -> lab.app().requests().size() >= 2);
            assertThat(lab.app().requests().get(1).params()).containsEntry("digits", "7029");
            lab.isHungUp(caller);
        }
    }

    @Test
    void tonesAreNoKeysWhereTelephoneEventsWereAgreedOn() {
        try (var lab = lab("auto")) {
            lab.app().on("startservice", MENU);
            lab.app().on("keys", FlowReply.response("<Hangup/>").body());
            Phone caller = lab.phone("1001");
            caller.calls(lab.uri("100"));
            lab.hears(caller, "menu.wav");
            caller.rtp().speak(tones("999"));
            lab.advance(Duration.ofSeconds(2));
            caller.rtp().press("1234");
            lab.until("the keys are reported", SOON, () -> lab.app().requests().size() >= 2);
            assertThat(lab.app().requests().get(1).params()).containsEntry("digits", "1234");
            lab.isHungUp(caller);
        }
    }
}

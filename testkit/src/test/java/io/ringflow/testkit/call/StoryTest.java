package io.ringflow.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.testkit.rtp.Heard;
import io.ringflow.testkit.rtp.Heard.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoryTest {
    private final Story story = new Story();
    private final StringBuilder told = new StringBuilder();

    @Test
    void aPauseBetweenWordsIsNotSilence() {
        hear("SSSS..SSS...SSS");
        assertThat(told).hasToString("SPEECH ");
        assertThat(story.heard(Kind.SPEECH)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aLongPauseIs() {
        hear("SSSS.....SS");
        assertThat(told).hasToString("SPEECH SILENCE SPEECH ");
        assertThat(story.heard(Kind.SILENCE)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aVowelIsNotATone() {
        hear("SSTSSTSSN");
        assertThat(told).hasToString("SPEECH ");
    }

    @Test
    void aToneIsToldOnceAndAgainWhenItChanges() {
        hear("TTTTTUUU");
        assertThat(told).hasToString("TONE[440] TONE[880] ");
    }

    @Test
    void keysAndWaitsAreReadFromText() {
        assertThat(KeyScript.parse("1w2#").presses())
                .containsExactly(
                        new KeyScript.Press(Duration.ZERO, '1'),
                        new KeyScript.Press(Duration.ofMillis(500), '2'),
                        new KeyScript.Press(Duration.ZERO, '#'));
        assertThat(KeyScript.parse("wW9").presses()).containsExactly(new KeyScript.Press(Duration.ofMillis(1500), '9'));
        assertThatThrownBy(() -> KeyScript.parse("1x")).hasMessageContaining("'x'");
    }

    @Test
    void aNumberAloneIsCalledHere() {
        assertThat(CallCommand.target("100")).isEqualTo("sip:100@127.0.0.1:5060");
        assertThat(CallCommand.target("100@10.0.0.1")).isEqualTo("sip:100@10.0.0.1");
        assertThat(CallCommand.target("sip:a@b:5070")).isEqualTo("sip:a@b:5070");
        assertThat(CallCommand.target("127.0.0.1:5070")).isEqualTo("sip:127.0.0.1:5070");
    }

    private void hear(String windows) {
        for (char window : windows.toCharArray()) {
            var kind =
                    switch (window) {
                        case 'S' -> Kind.SPEECH;
                        case 'N' -> Kind.NOISE;
                        case '.' -> Kind.SILENCE;
                        default -> Kind.TONE;
                    };
            var tones = kind == Kind.TONE ? List.of(window == 'T' ? 440 : 880) : List.<Integer>of();
            story.next(new Heard(Duration.ZERO, kind, -20, tones)).ifPresent(change -> told.append(change.kind())
                    .append(change.tones().isEmpty() ? "" : change.tones())
                    .append(' '));
        }
    }
}

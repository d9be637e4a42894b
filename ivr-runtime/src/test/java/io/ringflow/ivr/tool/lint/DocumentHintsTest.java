package io.ringflow.ivr.tool.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.command.CommandCatalog;
import io.ringflow.ivr.flow.Finding;
import io.ringflow.ivr.flow.FlowReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DocumentHintsTest {

    private final FlowReader reader = new FlowReader(CommandCatalog.standard());

    @Test
    void aDocumentThatSaysHowItGoesOnNeedsNoHint() {
        assertThat(
                        hints(
                                "<Get action='menu'><Play loop='-1'>a.wav</Play></Get><Play>b.wav</Play><Redirect>c</Redirect>"))
                .isEmpty();
        assertThat(hints("<Play>bye.wav</Play>")).isEmpty();
        assertThat(hints("<Redirect>menu</Redirect>")).isEmpty();
        assertThat(hints("<CmdNone/>")).isEmpty();
    }

    @Test
    void keysThatNobodyPressesShouldLeadSomewhere() {
        assertThat(hints("<Get/>")).hasSize(1).first().asString().contains("when no key is pressed");
        assertThat(hints("<Get/><Play>a.wav</Play>")).hasSize(1);
        assertThat(hints("<Get/><Hangup/>")).isEmpty();
    }

    /** D20. */
    @Test
    void aUrlThatTheServerWillNotAskIsTold() {
        assertThat(hints("<Redirect>http://elsewhere.example/x</Redirect>"))
                .singleElement()
                .asString()
                .contains("elsewhere.example is not on the allow-list");
        assertThat(hints("<Get action='../admin'/><Hangup/>"))
                .singleElement()
                .asString()
                .contains("leaves the application's");
        assertThat(hints("<Redirect>http://app.example/menu</Redirect>")).isEmpty();
    }

    @Test
    void whatCanNeverRunIsTold() {
        assertThat(hints("<Play loop='-1'>a.wav</Play><Hangup/>"))
                .singleElement()
                .asString()
                .contains("runs only after a <Connect> of another call");
        assertThat(hints("<CmdNone/><Redirect>x</Redirect>"))
                .singleElement()
                .asString()
                .contains("runs only after");
        assertThat(hints("<Play loop='-1' finishkey='#'>a.wav</Play><Hangup/>")).isEmpty();
        assertThat(hints("<Hangup/><Play>a.wav</Play>"))
                .singleElement()
                .asString()
                .contains("never runs");
    }

    @Test
    void whatStandsBehindASecondaryWithoutAnEndIsToldToo() {
        assertThat(hints("<Play>a.wav</Play><Pause/><PlayTTS loop='-1'>wait</PlayTTS><Redirect>x</Redirect>"))
                .singleElement()
                .asString()
                .contains("<Redirect> runs only after", "<PlayTTS> before it does not end by itself");
        assertThat(hints("<PlayMix type='0' loop='-1'>12</PlayMix><Hangup/>")).hasSize(1);
        assertThat(hints("<PlayMix type='0' loop='-1' finishkey='#'>12</PlayMix><Hangup/>"))
                .isEmpty();
        assertThat(hints("<Play>a.wav</Play><Play loop='-1'>b.wav</Play>")).isEmpty();
        assertThat(hints("<Get action='menu'/><Play loop='-1'>a.wav</Play><Redirect>x</Redirect>"))
                .as("any key ends it (D8)")
                .isEmpty();
    }

    /** D19. */
    @Test
    void anAnswerThatAsksItselfAgainIsTold() {
        assertThat(hints("<Redirect>/startservice?x=1</Redirect>"))
                .singleElement()
                .asString()
                .contains("109482");
    }

    private List<String> hints(String commands) {
        var body = ("<Response>" + commands + "</Response>").getBytes(StandardCharsets.UTF_8);
        var application = SimulatedApplication.at(
                URI.create("http://app.example/"), Optional.empty(), List.of(), Duration.ofSeconds(5));
        return DocumentHints.of(reader.examine(body, null), application, Optional.of("startservice")).stream()
                .map(Finding::text)
                .toList();
    }
}

package io.ringflow.ivr.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.command.CommandCatalog;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** For its author a document is read to the end, by the rules that refuse it at the first error for a server. */
class ExaminationTest {

    private final FlowReader reader = new FlowReader(CommandCatalog.standard());

    @Test
    void everythingThatIsWrongIsFoundAtOnce() {
        assertThat(said("""
                        <Response>
                          text
                          <Plya>a.wav</Plya>
                          <Get timeout="0" numdigits="many" numdigit="1">
                            <Hangup>x</Hangup>
                            <Play loop="-2"/>
                          </Get>
                          <Hangup/>
                          <Appid>late</Appid>
                          <Play isrecord="maybe">b.wav</Play>
                        </Response>
                        """))
                .containsExactly(
                        "3 error: <Plya> is not a command, did you mean <Play>?",
                        "3 error: text may not stand inside <Response>",
                        "4 error: <Get> may only be the main command, the first of a document",
                        "4 warning: <Get> has no attribute numdigit, did you mean numdigits?; ignored",
                        "4 error: <Get> timeout=\"0\" must be a whole number from 1 to 3600",
                        "4 error: <Get> numdigits=\"many\" must be a whole number from 1 to 128",
                        "5 error: <Hangup> may not stand inside <Get>",
                        "5 error: text may not stand inside <Hangup>",
                        "6 error: only one element may stand inside <Get>",
                        "6 error: <Play> is empty; it must hold a file name",
                        "6 error: <Play> loop=\"-2\" must be a whole number from -1 to 10000",
                        "9 error: <Appid> must stand before the commands",
                        "10 error: nothing may follow <Hangup>, the end of the flow",
                        "10 error: <Play> isrecord=\"maybe\" must be true or false");
    }

    @Test
    void whatBreaksTheTextComesAfterWhatWasFoundBefore() {
        var said = said("<Response>\n<Plya/>\n<Play>a.wav</Get>\n</Response>");
        assertThat(said).hasSize(2);
        assertThat(said.getFirst()).startsWith("2 error: <Plya>");
        assertThat(said.getLast()).startsWith("3 error: not well-formed XML");
    }

    @Test
    void aPageOfSomethingElseIsOneErrorOnly() {
        assertThat(said("<html>\n<body>502 <b>Bad Gateway</b></body></html>"))
                .containsExactly("1 error: the document must be a <Response>, not <html>");
        assertThat(said("<Responce><Plya/></Responce>")).hasSize(2);
    }

    @Test
    void anUnknownFirstElementDoesNotMakeTheSecondTheMainOne() {
        assertThat(said("<Response><Plya/><Play>a.wav</Play><Hangup/></Response>"))
                .hasSize(1);
    }

    @Test
    void aDocumentIsThereWhenNothingIsWrong() {
        var examination = examined("<Response><Get><Play>a.wav</Play></Get><Hangup/></Response>");
        assertThat(examination.findings()).isEmpty();
        assertThat(examination.document()).isPresent();
        assertThat(examination.commands())
                .extracting(placed -> placed.command().spec().element() + placed.nested())
                .containsExactly("Getfalse", "Playtrue", "Hangupfalse");
        assertThat(examined("<Response><Play/></Response>").document()).isEmpty();
    }

    @Test
    void anEmptyAnswerIsAWarning() {
        assertThat(said("")).containsExactly("0 warning: the answer is empty: the call is hung up");
        assertThat(said("<Response/>")).containsExactly("0 warning: the answer has no command: the call is hung up");
    }

    private List<String> said(String xml) {
        return examined(xml).findings().stream()
                .map(finding -> finding.line() + " " + finding.severity().word() + ": " + finding.text())
                .toList();
    }

    private Examination examined(String xml) {
        return reader.examine(xml.getBytes(StandardCharsets.UTF_8), "text/xml");
    }
}

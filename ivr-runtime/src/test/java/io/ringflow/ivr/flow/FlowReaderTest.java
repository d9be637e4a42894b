package io.ringflow.ivr.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringflow.ivr.command.CommandCatalog;
import io.ringflow.ivr.command.builtin.Get;
import io.ringflow.ivr.command.builtin.Hangup;
import io.ringflow.ivr.command.builtin.Play;
import io.ringflow.ivr.command.builtin.Redirect;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flow-protocol 1.3 and D22: what is a document, and where and why something is not. */
class FlowReaderTest {

    private final FlowReader reader = new FlowReader(CommandCatalog.standard());

    @Test
    void aDocumentIsAMainCommandSecondariesAndATail() {
        var document =
                read("<?xml version='1.0' encoding='UTF-8'?><Response><Appid> a1 </Appid><Get/><Play>a.wav</Play>"
                        + "<Pause/><Redirect>next</Redirect></Response>");
        assertThat(document.appId()).contains("a1");
        assertThat(document.main()).isInstanceOf(Get.class);
        assertThat(document.secondaries()).hasSize(2);
        assertThat(document.tail()).containsInstanceOf(Redirect.class);
        assertThat(document.outline()).isEqualTo("Get, Play, Pause, Redirect");
        assertThat(document.warnings()).isEmpty();
    }

    @Test
    void namesAreReadInAnyCase() {
        var document = read("<RESPONSE><get NumDigits='4'><PLAY Loop='2'>menu.wav</PLAY></get></RESPONSE>");
        assertThat(((Get) document.main()).numDigits()).isEqualTo(4);
    }

    @Test
    void anUnknownAttributeIsAWarning() {
        var document = read("<Response><Get numdigit='1' foo='x'/></Response>");
        assertThat(document.warnings())
                .containsExactly(
                        "line 1: <Get> has no attribute numdigit, did you mean numdigits?; ignored",
                        "line 1: <Get> has no attribute foo; ignored");
    }

    @Test
    void aDocumentThatComesAgainIsJudgedAsBefore() {
        String odd = "<Response><Get numdigit='1'/></Response>";
        var first = read(odd);
        assertThat(read(odd)).isSameAs(first);
        assertThat(first.warnings()).hasSize(1);
        String wrong = "<Response><Plya>b.wav</Plya></Response>";
        var refused = error(wrong);
        assertThat(error(wrong)).isNotSameAs(refused).hasMessage(refused.getMessage());
    }

    @Test
    void anEmptyAnswerHangsUp() {
        assertThat(read("").main()).isInstanceOf(Hangup.class);
        assertThat(read(" \r\n ").main()).isInstanceOf(Hangup.class);
        assertThat(read("<Response/>").main()).isInstanceOf(Hangup.class);
    }

    /** Threat W8. */
    @Test
    void anAnswerThatIsNotXmlIsAnError() {
        assertThat(error("oops").getMessage()).startsWith("not well-formed XML");
        assertThat(error("{\"a\":1}").getMessage()).startsWith("not well-formed XML");
        assertThat(error("<html><body>502</body></html>").getMessage())
                .isEqualTo("the document must be a <Response>, not <html>");
    }

    @Test
    void anErrorSaysWhereItIs() {
        var error = error("<Response>\n  <Play>a.wav</Play>\n  <Plya>b.wav</Plya>\n</Response>");
        assertThat(error.line()).isEqualTo(3);
        assertThat(error.column()).isEqualTo(3);
        assertThat(error).hasMessage("<Plya> is not a command, did you mean <Play>?");
        var second = error("<Response><Get><Play\n loop='x'\n>a</Play></Get><Hangup/></Response>");
        assertThat(second.line()).isEqualTo(1);
        assertThat(second.column()).isEqualTo(16);
    }

    @Test
    void linesBeforeTheDeclarationCount() {
        var error = error("\n\n<?xml version='1.0'?>\n<Response><Wrong/></Response>");
        assertThat(error.line()).isEqualTo(4);
    }

    @Test
    void aCommandOfTheDialectThatIsNotBuiltIsNamedAsSuch() {
        assertThat(error("<Response><ConfPlay/></Response>")).hasMessage("<ConfPlay> is not supported by this server");
    }

    @Test
    void theTailIsTheEnd() {
        assertThat(error("<Response><Get/><Hangup/><Play>a.wav</Play></Response>"))
                .hasMessage("nothing may follow <Hangup>, the end of the flow");
    }

    @Test
    void someCommandsMayOnlyBeMain() {
        assertThat(error("<Response><Get/><Get/></Response>"))
                .hasMessage("<Get> may only be the main command, the first of a document");
    }

    /** Flow protocol 3.1 nesting. */
    @Test
    void nestingIsOneLevelOnly() {
        assertThat(error("<Response><Get><Play>a<Play>b</Play></Play></Get></Response>"))
                .hasMessage("<Play> may not stand inside <Play>");
        assertThat(error("<Response><Get><Play>a</Play><Play>b</Play></Get></Response>"))
                .hasMessage("only one element may stand inside <Get>");
        assertThat(error("<Response><Get><Get/></Get></Response>")).hasMessage("<Get> may not stand inside <Get>");
    }

    @Test
    void textIsTrimmedAndMayBeCdata() {
        assertThat(((Play) read("<Response><Play> \n doctor.wav </Play></Response>")
                                .main())
                        .file())
                .isEqualTo("doctor.wav");
        assertThat(((Redirect) read("<Response><Redirect><![CDATA[a?b=1&c=2]]></Redirect></Response>")
                                .main())
                        .url())
                .isEqualTo("a?b=1&c=2");
    }

    @Test
    void commentsAndProcessingInstructionsArePassedOver() {
        assertThat(read("<Response><!-- a --><?b c?><Play>a<!-- x -->.wav</Play></Response>")
                        .outline())
                .isEqualTo("Play");
    }

    /** Threat W1. Flow protocol D22. */
    @Test
    void aDocumentTypeIsRefusedWhateverIsInIt() {
        assertThat(error("<!DOCTYPE Response><Response><Hangup/></Response>"))
                .hasMessage("a document type declaration is not allowed");
        assertThat(error("<!DOCTYPE r SYSTEM 'http://127.0.0.1:1/x.dtd'><Response/>"))
                .hasMessage("a document type declaration is not allowed");
        assertThat(error("<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><Response><Play>&x;</Play></Response>"))
                .hasMessage("a document type declaration is not allowed");
    }

    /** Threat W2. */
    @Test
    @Timeout(5)
    void anEntityBombIsRefusedAtItsDeclaration() {
        var bomb = new StringBuilder("<!DOCTYPE r [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 30; i++) bomb.append("<!ENTITY a%d '&a%d;&a%d;'>".formatted(i, i - 1, i - 1));
        assertThat(error(bomb + "]><Response><Play>&a29;</Play></Response>"))
                .hasMessage("a document type declaration is not allowed");
    }

    @Test
    void onlyTheFiveEntitiesOfXmlAreKnown() {
        assertThat(((Redirect) read("<Response><Redirect>a?b=1&amp;c=2</Redirect></Response>")
                                .main())
                        .url())
                .isEqualTo("a?b=1&c=2");
        assertThatThrownBy(() -> read("<Response><Play>&nbsp;</Play></Response>"))
                .isInstanceOf(DocumentError.class);
    }

    /** Threat W3. */
    @Test
    void sixtyFourElementsAreTheMost() {
        assertThat(read("<Response>" + "<Play>a</Play>".repeat(63) + "</Response>")
                        .secondaries())
                .hasSize(62);
        assertThat(error("<Response>" + "<Play>a</Play>".repeat(64) + "</Response>"))
                .hasMessage("more than 64 elements");
    }

    @Test
    void anAttributeStandsOnceHoweverItIsWritten() {
        assertThat(error("<Response><Play loop='1' LOOP='2'>a.wav</Play></Response>"))
                .hasMessage("<Play> has LOOP twice");
    }

    /** Flow protocol D22. */
    @Test
    void sixtyFourKilobytesAreTheMost() {
        var filler = " ".repeat(FlowReader.MOST_BYTES - "<Response></Response>".length());
        assertThat(read("<Response>" + filler + "</Response>").main()).isInstanceOf(Hangup.class);
        assertThat(error("<Response>" + filler + " </Response>")).hasMessage("the answer is larger than 64 kB");
    }

    /** Threat W3. */
    @Test
    void aDeepDocumentIsRefused() {
        assertThatThrownBy(() -> read("<Response>" + "<a>".repeat(20_000))).isInstanceOf(DocumentError.class);
    }

    /** Threat W3: thousands of attributes are refused, and of many the server says no more than of a few. */
    @Test
    @Timeout(5)
    void aWideElementIsReadAndItsWarningsAreFew() {
        assertThatThrownBy(() -> read("<Response><Get" + attributes(5_000) + "/></Response>"))
                .isInstanceOf(DocumentError.class);
        var document = read("<Response><Get" + attributes(150) + "/></Response>");
        assertThat(document.main()).isInstanceOf(Get.class);
        assertThat(document.warnings()).hasSizeLessThan(30);
        assertThat(document.warnings().getLast()).isEqualTo("and more");
    }

    private static String attributes(int count) {
        return IntStream.range(0, count).mapToObj(i -> " a" + i + "='1'").collect(Collectors.joining());
    }

    /** Threat W8. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml version='1.0' encoding='UTF-7'?><Response><Hangup/></Response>",
                "<?xml version='1.0' encoding='X-NO-SUCH'?><Response><Hangup/></Response>",
                "<Response><Play>a\u0000.wav</Play></Response>",
                "<Response><Play>&#0;</Play></Response>",
                "<Response>\uFFFE<Hangup/></Response>",
                "+ADw-Response+AD4APA-Hangup/+AD4APA-/Response+AD4-",
                "{\"Response\":{\"Hangup\":{}}}",
                "[]",
                "<response xmlns='urn:other'><Hangup/></other>"
            })
    void whatIsNotOfTheFormIsADocumentError(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(DocumentError.class);
    }

    @Test
    void theDeclaredEncodingIsReadElseTheOneOfTheHeaderElseUtf8() {
        var text = "<Response><Redirect tag='你好'>x</Redirect></Response>";
        assertThat(tag(text.getBytes(StandardCharsets.UTF_8), null)).isEqualTo("你好");
        assertThat(tag(text.getBytes(Charset.forName("GBK")), "text/xml; charset=GBK"))
                .isEqualTo("你好");
        var declared = "<?xml version='1.0' encoding='GBK'?>" + text;
        assertThat(tag(declared.getBytes(Charset.forName("GBK")), "text/xml; charset=utf-8"))
                .isEqualTo("你好");
        assertThat(tag(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8), "text/xml"))
                .isEqualTo("你好");
        assertThat(tag(text.getBytes(StandardCharsets.UTF_16), null)).isEqualTo("你好");
    }

    /** Threat W8. */
    @Test
    void bytesThatAreNotOfTheEncodingAreAnError() {
        var bytes = "<Response><Redirect tag='你好'>x</Redirect></Response>".getBytes(Charset.forName("GBK"));
        assertThatThrownBy(() -> reader.read(bytes, null)).isInstanceOf(DocumentError.class);
    }

    @Test
    void aCutOffAnswerIsAnErrorWhereverItIsCut() {
        var whole = "<?xml version=\"1.0\"?><Response><Get action=\"a\"><Play>m.wav</Play></Get><Hangup/></Response>";
        for (int end = 1; end < whole.length(); end++) {
            var cut = whole.substring(0, end);
            assertThatThrownBy(() -> read(cut)).as(cut).isInstanceOf(DocumentError.class);
        }
    }

    @Test
    void whateverComesIsADocumentOrADocumentError() {
        var random = new Random(7);
        var seed = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Get action='a&amp;b' timeout=\"5\">"
                        + "<Play loop='-1'>m.wav</Play></Get><![CDATA[]]><Redirect tag='x'>n</Redirect></Response>")
                .getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 20_000; round++) {
            var bytes = seed.clone();
            for (int i = random.nextInt(6); i >= 0; i--) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            try {
                reader.read(bytes, null);
            } catch (DocumentError expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
        }
    }

    private String tag(byte[] body, @org.jspecify.annotations.Nullable String contentType) {
        return ((Redirect) reader.read(body, contentType).main()).tag().orElseThrow();
    }

    private FlowDocument read(String text) {
        return reader.read(text.getBytes(StandardCharsets.UTF_8), "text/xml");
    }

    private DocumentError error(String text) {
        return catchThrowableOfType(DocumentError.class, () -> read(text));
    }
}

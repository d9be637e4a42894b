package io.ringflow.ivr.command.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.queue.QueueWish;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller who is called back meets is what it left, also after a restart. */
class KeptFlowTest {

    private static final String ALL =
            "<EnterCCS queuetype='7' timeout='33' queuetimes='4' promptvoice='ask &amp; wait.wav'"
                    + " quiturl='left?a=1&amp;b=&lt;2>' agenthangupurl='rate' userhangupurl='gone' answerprompt='hello.wav'"
                    + " callid='x' record='true' agentid='1001' priority='3' skilllevel='4' callbackkey='1#' lang='en-US'"
                    + " voice='some voice'>%s</EnterCCS>";

    /** Of the place, which is kept apart from it, and what is not used. */
    private static final String[] NOT_KEPT = {"queuetype", "agentid", "priority", "skilllevel", "callid"};

    private static EnterCcs read(String xml) {
        return (EnterCcs) Documents.command(xml);
    }

    private static EnterCcs again(EnterCcs flow) {
        var kept = KeptFlow.of(flow.terms());
        return read(kept.replace("<Response>", "").replace("</Response>", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<Play loop='-1' finishkey='*' isrecord='true'>a &lt;b> &amp; c.wav</Play>",
                "<Play>music.wav</Play>",
                "<PlayTTS loop='2' finishkey='9' lang='en-GB' voice='x y' speed='-100' volume='50' pitch='7'>Wait &amp; see,"
                        + " &quot;soon&quot;</PlayTTS>"
            })
    void everythingIsReadAsItWas(String prompt) {
        var flow = read(ALL.formatted(prompt));
        assertThat(again(flow).terms()).isEqualTo(flow.terms());
    }

    @Test
    void whatIsNotSaidIsAsUsual() {
        var flow = read("<EnterCCS/>");
        assertThat(again(flow).terms()).isEqualTo(flow.terms());
        assertThat(again(flow).by(QueueWish.of("7")).wish()).isEqualTo(QueueWish.of("7"));
    }

    @Test
    void thereIsNoAttributeThatIsForgotten() {
        var kept = KeptFlow.of(read(ALL.formatted("")).terms());
        assertThat(EnterCcs.SPEC.attributes())
                .extracting(attribute -> attribute.name())
                .filteredOn(name -> !kept.contains(" " + name + "="))
                .containsExactlyInAnyOrder(NOT_KEPT);
    }
}

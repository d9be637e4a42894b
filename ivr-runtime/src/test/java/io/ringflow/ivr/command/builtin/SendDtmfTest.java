package io.ringflow.ivr.command.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.ivr.command.Heard;
import io.ringflow.ivr.command.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** D3. */
class SendDtmfTest {

    private final FakeControl call = new FakeControl().hears(new Heard.ActivityEnded());

    @Test
    void keysAreHeldFor160MillisecondsAndAre100ApartByDefault() {
        assertThat(Documents.command("<SendDTMF>1w2#</SendDTMF>").run(call)).isEqualTo(Outcome.next());
        assertThat(call.did).containsExactly("answer", "press 1w2# 160/100 ms", "pressed");
        assertThat(call.open()).isZero();
    }

    @Test
    void theyAreHeldAndApartAsLongAsItSays() {
        Documents.command("<SendDTMF duration='250' interval='60'> *9D </SendDTMF>")
                .run(call);
        assertThat(call.did).contains("press *9D 250/60 ms");
    }

    @Test
    void withoutAPeerItsKeysArePassedOver() {
        assertThat(Documents.command("<SendDTMF target='peer'>1</SendDTMF>").run(call))
                .isEqualTo(Outcome.next());
        assertThat(call.did).containsExactly("press for the peer 1");
    }

    /** Flow protocol D3. */
    @Test
    void keysForAPeerLastAsLongAsTheyTake() {
        call.consulted = true;
        call.hears(new Heard.TimeUp());
        var keys = "<SendDTMF target='peer' duration='400' interval='100'>1W2w</SendDTMF>";
        assertThat(Documents.command(keys).run(call)).isEqualTo(Outcome.next());
        assertThat(call.did).containsExactly("press for the peer 1W2w", "wait 2 s", "no deadline");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12x", "1,2", "E"})
    void whatIsNoKeyIsAnErrorOfTheDocument(String keys) {
        assertThatThrownBy(() -> Documents.command("<SendDTMF>" + keys + "</SendDTMF>"))
                .hasMessageContaining("SendDTMF");
    }
}

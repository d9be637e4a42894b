package io.ringflow.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.stack.FakeRequest;
import io.ringflow.sip.stack.FakeSipStack.Sent;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** REFER of ours and the NOTIFYs that tell what came of it (RFC 3515, RFC 3892). Flow protocol D2. */
class ReferTest {
    private final LegLab lab = new LegLab();

    @BeforeEach
    void talks() {
        lab.confirmed();
        lab.owner.events.clear();
    }

    @AfterEach
    void nothingIsLeft() {
        lab.close();
    }

    private Sent refers(String user) {
        lab.owner.leg().refer(user);
        lab.time.settle();
        return lab.stack.sent("REFER").getLast();
    }

    private FakeRequest notice(String fragment, String state) {
        return lab.receives(lab.inDialog("NOTIFY")
                .with("Event", "refer")
                .with("Subscription-State", state)
                .body("message/sipfrag;version=2.0", fragment));
    }

    private List<LegEvent> events() {
        return lab.owner.events;
    }

    @Test
    void theFarEndIsAskedToCallThatUserWhereItIsReachedItself() {
        var sent = refers("+86#1");
        assertThat(CallingLab.header(sent.request(), "Refer-To")).isEqualTo("<sip:+86%231@127.0.0.9:5090>");
        assertThat(CallingLab.header(sent.request(), "Referred-By")).isEqualTo("<sip:100@127.0.0.1>");
    }

    @Test
    void whatBecomesOfItIsToldUntilItIsDecided() {
        refers("200").answeredWith(202);
        assertThat(notice("SIP/2.0 100 Trying\r\n", "active;expires=60").status())
                .isEqualTo(200);
        assertThat(notice("SIP/2.0 180 Ringing", "active").status()).isEqualTo(200);
        assertThat(notice("SIP/2.0 200 OK\r\n", "terminated;reason=noresource").status())
                .isEqualTo(200);
        assertThat(events())
                .containsExactly(
                        new LegEvent.Referral(true, 100),
                        new LegEvent.Referral(true, 180),
                        new LegEvent.Referral(true, 200));
        assertThat(notice("SIP/2.0 486 Busy Here", "terminated").status()).isEqualTo(481);
        assertThat(events()).hasSize(3);
    }

    @Test
    void aNoticeMayComeBeforeTheAnswerToTheRefer() {
        var sent = refers("200");
        notice("SIP/2.0 603 Decline", "terminated");
        sent.answeredWith(202);
        lab.time.settle();
        assertThat(events()).containsExactly(new LegEvent.Referral(true, 603));
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 405, 501, 603})
    void aFarEndThatDoesNotDoItSaysSo(int status) {
        refers("200").answeredWith(status);
        lab.time.settle();
        assertThat(events()).containsExactly(new LegEvent.Referral(false, status));
        assertThat(notice("SIP/2.0 100 Trying", "active").status()).isEqualTo(481);
        assertThat(lab.owner.leg().state()).isEqualTo(LegState.CONFIRMED);
    }

    @Test
    void aFarEndThatDoesNotAnswerDoesNotDoIt() {
        refers("200").outcome().onTimeout();
        lab.time.settle();
        assertThat(events()).containsExactly(new LegEvent.Referral(false, 408));
    }

    @Test
    void aFarEndThatWillSayNoMoreLeavesItUnknown() {
        refers("200").answeredWith(202);
        notice("SIP/2.0 100 Trying", "terminated;reason=noresource");
        assertThat(events()).containsExactly(new LegEvent.Referral(true, 100), new LegEvent.Referral(true, 408));
    }

    @Test
    void aByeThatCrossesItEndsTheCallAndNothingMoreIsTold() {
        var sent = refers("200");
        lab.receives(lab.inDialog("BYE"));
        sent.answeredWith(481);
        lab.time.settle();
        assertThat(lab.owner.ends()).containsExactly(EndReason.Cause.CALLER_HUNG_UP);
        assertThat(events()).hasSize(1);
    }

    @Test
    void aNoticeThatNobodyAskedForIsUnknown() {
        assertThat(notice("SIP/2.0 200 OK", "active").status()).isEqualTo(481);
        assertThat(events()).isEmpty();
    }

    @Test
    void aNoticeOfAnotherEventIsRefused() {
        refers("200");
        var notice =
                lab.receives(lab.inDialog("NOTIFY").with("Event", "presence").with("Subscription-State", "active"));
        assertThat(notice.status()).isEqualTo(489);
        assertThat(notice.response().header("Allow-Events")).hasValue("refer");
        assertThat(events()).isEmpty();
    }

    @Test
    void whomWeCallIsReferredByWhomItKnows() {
        try (var calling = new CallingLab()) {
            calling.confirmed().refer("300");
            calling.time.settle();
            var sent = calling.last("REFER").request();
            assertThat(CallingLab.header(sent, "Referred-By")).isEqualTo("<sip:100@127.0.0.1>");
            assertThat(CallingLab.header(sent, "Refer-To")).startsWith("<sip:300@");
            assertThat(sent.id().remoteTag()).isNotEmpty();
        }
    }

    @Test
    void aBodyThatTellsNothingIsNoNews() {
        refers("200").answeredWith(202);
        assertThat(notice("hello", "active").status()).isEqualTo(200);
        assertThat(events()).isEmpty();
    }
}

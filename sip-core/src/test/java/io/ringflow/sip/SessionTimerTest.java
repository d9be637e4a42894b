package io.ringflow.sip;

import static io.ringflow.sip.EndReason.Cause.SESSION_EXPIRED;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.stack.FakeRequest;
import io.ringflow.sip.stack.FakeResponse;
import io.ringflow.sip.stack.FakeSipStack.Sent;
import io.ringflow.sip.stack.InboundRequest.HeaderLine;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The session interval, refreshed by either side (RFC 4028). */
class SessionTimerTest {

    @Test
    void withoutAnIntervalAskedForThereIsNone() {
        try (var lab = new LegLab()) {
            FakeRequest invite = lab.confirmed();

            assertThat(invite.response().header("Session-Expires")).isEmpty();
            assertThat(lab.time.pendingTimers()).isZero();
        }
    }

    @Test
    void theCallerThatAskedRefreshes() {
        try (var lab = new LegLab()) {
            FakeRequest invite = timed(lab, "1800", "UPDATE");

            assertThat(invite.response().header("Session-Expires")).hasValue("1800;refresher=uac");
            assertThat(invite.response().header("Require")).hasValue("timer");
        }
    }

    @Test
    void aSessionThatTheCallerDoesNotRefreshEndsShortlyBeforeItsInterval() {
        try (var lab = new LegLab()) {
            timed(lab, "90;refresher=uac", "UPDATE");

            lab.passes(Duration.ofSeconds(59));
            assertThat(lab.owner.ends()).isEmpty();
            lab.passes(Duration.ofSeconds(1));

            assertThat(lab.owner.ends()).containsExactly(SESSION_EXPIRED);
            assertThat(lab.stack.sent("BYE").getFirst().request().headers())
                    .containsExactly(new HeaderLine("Reason", "Q.850;cause=102;text=\"nobody refreshed the session\""));
        }
    }

    @Test
    void anUpdateOfTheCallerStartsTheIntervalAnew() {
        try (var lab = new LegLab()) {
            timed(lab, "90", "UPDATE");
            lab.passes(Duration.ofSeconds(50));

            FakeRequest update = lab.receives(
                    lab.inDialog("UPDATE").with("Supported", "timer").with("Session-Expires", "90;refresher=uac"));
            lab.passes(Duration.ofSeconds(59));

            assertThat(update.response().header("Session-Expires")).hasValue("90;refresher=uac");
            assertThat(lab.owner.ends()).isEmpty();
        }
    }

    @Test
    void weRefreshByUpdateAtHalfTimeWhenAsked() {
        try (var lab = new LegLab()) {
            FakeRequest invite = timed(lab, "200;refresher=uas", "INVITE, UPDATE");
            assertThat(invite.response().header("Session-Expires")).hasValue("200;refresher=uas");
            assertThat(invite.response().header("Require")).isEmpty();

            lab.passes(Duration.ofSeconds(100));
            Sent update = lab.stack.sent("UPDATE").getFirst();
            assertThat(update.request().headers()).contains(new HeaderLine("Session-Expires", "200;refresher=uac"));
            update.outcome()
                    .onResponse(FakeResponse.to(update.request(), 200)
                            .with(Map.of("Session-Expires", "200;refresher=uac")));
            lab.passes(Duration.ofSeconds(100));

            assertThat(lab.stack.sent("UPDATE")).hasSize(2);
            assertThat(lab.owner.ends()).isEmpty();
        }
    }

    @Test
    void weRefreshByReInviteWhenThePeerTakesNoUpdate() {
        try (var lab = new LegLab()) {
            timed(lab, "200;refresher=uas", "INVITE, BYE");

            lab.passes(Duration.ofSeconds(100));

            Sent invite = lab.stack.sent("INVITE").getFirst();
            assertThat(invite.request().body().orElseThrow().text()).isEqualTo("our offer");
            assertThat(invite.request().headers()).contains(new HeaderLine("Session-Expires", "200;refresher=uac"));
        }
    }

    @Test
    void aRefreshOfOursThatNobodyAnswersEndsTheSession() {
        try (var lab = new LegLab()) {
            timed(lab, "200;refresher=uas", "UPDATE");
            lab.passes(Duration.ofSeconds(100));

            lab.stack.sent("UPDATE").getFirst().outcome().onTimeout();
            lab.time.settle();

            assertThat(lab.owner.ends()).containsExactly(SESSION_EXPIRED);
        }
    }

    @Test
    void aRefreshOfOursThatIsTooShortIsMadeAgainLonger() {
        try (var lab = new LegLab()) {
            timed(lab, "200;refresher=uas", "UPDATE");
            lab.passes(Duration.ofSeconds(100));
            Sent update = lab.stack.sent("UPDATE").getFirst();

            update.outcome().onResponse(FakeResponse.to(update.request(), 422).with(Map.of("Min-SE", "600")));
            lab.passes(Duration.ofSeconds(5));

            assertThat(lab.stack.sent("UPDATE").getLast().request().headers())
                    .contains(new HeaderLine("Session-Expires", "600;refresher=uac"));
        }
    }

    @Test
    void anIntervalThatIsTooShortIsRefusedWithOurShortest() {
        try (var lab = new LegLab()) {
            FakeRequest invite = lab.receives(FakeRequest.of("INVITE")
                    .sdp(LegLab.OFFER)
                    .with("Supported", "timer")
                    .with("Session-Expires", "30"));

            assertThat(invite.status()).isEqualTo(422);
            assertThat(invite.response().header("Min-SE")).hasValue("90");
        }
    }

    @Test
    void aCallerThatDoesNotKnowTimersIsRefreshedByUs() {
        try (var lab = new LegLab()) {
            FakeRequest invite =
                    lab.receives(FakeRequest.of("INVITE").sdp(LegLab.OFFER).with("Session-Expires", "30"));
            lab.answers(LegLab.ANSWER);

            assertThat(invite.response().header("Session-Expires")).hasValue("90;refresher=uas");
        }
    }

    @Test
    void absurdIntervalsAreClampedOrIgnored() {
        try (var lab = new LegLab()) {
            assertThat(timed(lab, "999999999", "UPDATE").response().header("Session-Expires"))
                    .hasValue("7200;refresher=uac");
        }
        try (var lab = new LegLab()) {
            assertThat(timed(lab, "99999999999999999999", "UPDATE").response().header("Session-Expires"))
                    .isEmpty();
        }
    }

    private static FakeRequest timed(LegLab lab, String interval, String allow) {
        FakeRequest invite = lab.receives(FakeRequest.of("INVITE")
                .sdp(LegLab.OFFER)
                .with("Supported", "timer")
                .with("Allow", allow)
                .with("Session-Expires", interval));
        lab.answers(LegLab.ANSWER);
        lab.receives(lab.ack(invite));
        return invite;
    }
}

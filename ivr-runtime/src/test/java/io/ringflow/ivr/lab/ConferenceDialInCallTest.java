package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.room.RoomOperation;
import io.ringflow.ivr.room.RoomPlan;
import io.ringflow.ivr.room.RoomState;
import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flow protocol 4.1 shortconf, passwd, passwderrorurl; 8.5 CreateConf: whoever dials the number of a conference enters it, if he knows its password. */
class ConferenceDialInCallTest {

    private static final int LOW = 350;
    private static final int HIGH = 1150;
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    Path dir;

    private CallLab lab;

    @BeforeEach
    void start() {
        lab = new CallLab(dir);
        lab.app()
                .handle(request -> FlowReply.response(
                        request.name().equals("wrong") ? "<Play>sorry.wav</Play><Hangup/>" : "<CmdNone/>"));
    }

    @AfterEach
    void nothingIsLeft() {
        lab.close();
    }

    private RoomState create(boolean isShort, String password, String wrongUrl) {
        var urls = new RoomPlan.Urls("", "", "", "in", "", "", wrongUrl);
        var usual = RoomPlan.defaults();
        return lab.server()
                .conferences()
                .create(
                        lab.application(),
                        new RoomPlan(
                                3, Duration.ZERO, false, "", false, usual.voiceMode(), true, isShort, password, urls));
    }

    @Test
    void theEightDigitsOfAShortConferenceAreDialled() {
        var room = create(true, "", "");
        assertThat(room.number()).isEqualTo(room.confId()).matches("[1-9][0-9]{7}");
        Phone one = lab.calls(room.number(), LOW);
        Phone two = lab.calls(room.number(), HIGH);
        lab.until("they hear each other", SOON, () -> one.hears(HIGH) && two.hears(LOW));
        assertThat(lab.told("startservice")).as("the application is not asked").isEmpty();
        assertThat(lab.told("in"))
                .hasSize(2)
                .extracting(in -> in.param("confid"))
                .containsOnly(room.confId());
        one.hangsUp();
        two.hangsUp();
        lab.until("told", SOON, () -> lab.told("stopservice").size() == 2);
        assertThat(lab.told("stopservice"))
                .extracting(over -> over.param("confid"))
                .containsOnly(room.confId());
    }

    @Test
    void anyOtherConferenceHasANumberThatNobodyFindsByTrying() {
        var room = create(false, "", "");
        assertThat(room.confId()).hasSize(32);
        assertThat(room.number()).matches("[1-9][0-9]{11}");
        Phone one = lab.calls(room.number(), LOW);
        lab.until("in", SOON, () -> lab.told("in").size() == 1);
        one.hangsUp();
    }

    @Test
    void thePasswordIsAskedForThreeTimes() {
        var room = create(true, "4711", "wrong");
        Phone one = lab.calls(room.number(), LOW);
        one.presses("1#2#4711#");
        lab.until("in", SOON, () -> lab.told("in").size() == 1);
        Phone two = lab.calls(room.number(), HIGH);
        two.presses("1#2#3#");
        lab.hears(two, "sorry.wav");
        lab.isHungUp(two);
        assertThat(lab.told("wrong").getFirst().params())
                .containsEntry("confid", room.confId())
                .containsEntry("result", "105004");
        assertThat(one.hears(HIGH)).isFalse();
        one.hangsUp();
    }

    @Test
    void withoutPasswderrorurlWhoDoesNotKnowItIsHungUp() {
        var room = create(true, "4711", "");
        Phone one = lab.calls(room.number(), LOW);
        one.presses("1#2#3#");
        lab.isHungUp(one);
        lab.until("told", SOON, () -> lab.told("stopservice").size() == 1);
        assertThat(lab.told("in")).isEmpty();
        assertThat(lab.told("stopservice").getFirst().params()).doesNotContainKey("confid");
        var end = lab.server().conferences();
        end.run(lab.application(), new RoomOperation.Dismiss(room.confId(), "", "", false, "", ""));
    }

    @Test
    void theNumberOfAConferenceThatIsOverIsTheApplicationsAgain() {
        var room = create(true, "", "");
        Phone one = lab.calls(room.number(), LOW);
        lab.until("in", SOON, () -> lab.told("in").size() == 1);
        one.hangsUp();
        lab.until("over", SOON, () -> lab.server().facts().get("conferences").equals(0));
        Phone two = lab.calls(room.number(), HIGH);
        lab.until("asked", SOON, () -> lab.told("startservice").size() == 1);
        two.hangsUp();
    }
}

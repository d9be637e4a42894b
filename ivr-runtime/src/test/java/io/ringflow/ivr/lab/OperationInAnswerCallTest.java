package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flow protocol 1.3 operation, by sound: a caller's answers do things to a conference that he is not in. */
class OperationInAnswerCallTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    Path dir;

    private TwoInConference conference;
    private CallLab lab;
    private String confId;
    private volatile String operation = "";
    private Phone one;
    private Phone two;

    @BeforeEach
    void start() {
        conference = new TwoInConference(
                dir,
                "voicemod='2'",
                request -> FlowReply.response(
                        request.name().equals("startservice")
                                ? operation + "<Play>thanks.wav</Play><Hangup/>"
                                : "<CmdNone/>"));
        lab = conference.lab();
        confId = conference.id();
        one = conference.one();
        two = conference.two();
    }

    @AfterEach
    void nothingIsLeft() {
        conference.close();
    }

    @Test
    void whatIsWantedIsDoneAndToldAndWhatFollowsRuns() {
        operation = "<Appid>" + lab.application().id() + "</Appid><ConfPlay confid='" + confId
                + "' filename='menu.wav' loop='-1' action='did'/>";
        Phone three = lab.calls("300", TwoInConference.HIGH);
        int menu = CallLab.PROMPTS.get("menu.wav");
        lab.until("the members hear it", SOON, () -> one.hears(menu) && two.hears(menu));
        lab.hears(three, "thanks.wav");
        lab.isHungUp(three);
        assertThat(lab.told("did")).singleElement().satisfies(did -> assertThat(did.params())
                .containsEntry("confid", confId)
                .containsEntry("notifytype", "1")
                .containsEntry("result", "0"));
        conference.hangUp();
    }

    @Test
    void whatCanNotBeDoneIsToldAndWhatFollowsRunsAllTheSame() {
        operation = "<ConfStopPlay confid='" + confId + "' action='did'/>";
        Phone three = lab.calls("300", TwoInConference.HIGH);
        lab.hears(three, "thanks.wav");
        lab.isHungUp(three);
        assertThat(lab.told("did")).singleElement().satisfies(did -> assertThat(did.params())
                .containsEntry("notifytype", "11")
                .containsEntry("result", "105008"));
        conference.hangUp();
    }

    @Test
    void aConferenceIsDismissedByAnAnswer() {
        operation = "<DismissConf confid='" + confId + "' autohangup='true'/>";
        Phone three = lab.calls("300", TwoInConference.HIGH);
        lab.isHungUp(one);
        lab.isHungUp(two);
        lab.isHungUp(three);
    }
}

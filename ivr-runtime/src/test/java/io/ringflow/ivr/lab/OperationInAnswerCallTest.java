package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.rtp.Tone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flow protocol 1.3 operation, by sound: a caller's answers do things to a conference that he is not in. */
class OperationInAnswerCallTest {

    private static final int LOW = 350;
    private static final int HIGH = 1150;
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    Path dir;

    private CallLab lab;
    private volatile String confId = "";
    private volatile String operation = "";
    private Phone one;
    private Phone two;

    @BeforeEach
    void start() {
        lab = new CallLab(dir);
        lab.app().handle(this::answer);
        one = calls("100", LOW);
        lab.until("the conference is there", SOON, () -> !confId.isEmpty());
        two = calls("200", HIGH);
        lab.until("both are in", SOON, () -> one.hears(HIGH) && two.hears(LOW));
    }

    @AfterEach
    void nothingIsLeft() {
        lab.close();
    }

    private FlowReply answer(FlowRequest request) {
        return switch (request.name()) {
            case "startservice" ->
                FlowReply.response(
                        switch (request.param("to")) {
                            case "100" -> "<CreateConf action='made' autojoin='true' voicemod='2'/>";
                            case "200" -> "<JoinConf confid='" + confId + "'/>";
                            default -> operation + "<Play>thanks.wav</Play><Hangup/>";
                        });
            case "made" -> {
                confId = request.param("confid");
                yield FlowReply.response("<CmdNone/>");
            }
            default -> FlowReply.response("<CmdNone/>");
        };
    }

    @Test
    void whatIsWantedIsDoneAndToldAndWhatFollowsRuns() {
        operation = "<Appid>" + lab.application().id() + "</Appid><ConfPlay confid='" + confId
                + "' filename='menu.wav' loop='-1' action='did'/>";
        Phone three = calls("300", HIGH);
        int menu = CallLab.PROMPTS.get("menu.wav");
        lab.until("the members hear it", SOON, () -> one.hears(menu) && two.hears(menu));
        lab.hears(three, "thanks.wav");
        lab.isHungUp(three);
        assertThat(told("did")).singleElement().satisfies(did -> assertThat(did.params())
                .containsEntry("confid", confId)
                .containsEntry("notifytype", "1")
                .containsEntry("result", "0"));
        one.hangsUp();
        two.hangsUp();
    }

    @Test
    void whatCanNotBeDoneIsToldAndWhatFollowsRunsAllTheSame() {
        operation = "<ConfStopPlay confid='" + confId + "' action='did'/>";
        Phone three = calls("300", HIGH);
        lab.hears(three, "thanks.wav");
        lab.isHungUp(three);
        assertThat(told("did")).singleElement().satisfies(did -> assertThat(did.params())
                .containsEntry("notifytype", "11")
                .containsEntry("result", "105008"));
        one.hangsUp();
        two.hangsUp();
    }

    @Test
    void aConferenceIsDismissedByAnAnswer() {
        operation = "<DismissConf confid='" + confId + "' autohangup='true'/>";
        Phone three = calls("300", HIGH);
        lab.isHungUp(one);
        lab.isHungUp(two);
        lab.isHungUp(three);
    }

    private Phone calls(String number, int tone) {
        Phone phone = lab.phone(Integer.toString(tone));
        phone.rtp().speak(Tone.of(tone));
        phone.calls(lab.uri(number));
        return phone;
    }

    private List<FlowRequest> told(String name) {
        return lab.app().requests().stream()
                .filter(request -> request.name().equals(name))
                .toList();
    }
}

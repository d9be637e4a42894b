package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.room.RoomOperation;
import io.ringflow.ivr.room.RoomState;
import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.rtp.Tone;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an application does to a conference of two, by sound (flow-protocol 8.5). */
class ConferenceOperationCallTest {

    private static final int LOW = 350;
    private static final int HIGH = 1150;
    private static final Duration SOON = Duration.ofSeconds(3);

    @TempDir
    Path dir;

    private CallLab lab;
    private volatile String confId = "";
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
        lab.until(
                "it is deleted",
                SOON,
                () -> lab.server().facts().get("conferences").equals(0));
        lab.close();
    }

    private FlowReply answer(FlowRequest request) {
        return switch (request.name()) {
            case "startservice" ->
                FlowReply.response(
                        request.param("to").equals("100")
                                ? "<CreateConf action='made' autojoin='true' quiturl='left'/>"
                                : "<JoinConf confid='" + confId + "'/>");
            case "made" -> {
                confId = request.param("confid");
                yield FlowReply.response("<CmdNone/>");
            }
            case "left" -> FlowReply.response("<Play>goodbye.wav</Play><Hangup/>");
            default -> FlowReply.response("<CmdNone/>");
        };
    }

    /** Flow protocol 8.5 ConfMute, ConfUnMute. */
    @Test
    void oneWhoIsMutedIsNotHeardUntilHeMaySpeakAgain() {
        run(new RoomOperation.Mute(confId, callId(1), "muted"));
        lab.until("silent", SOON, () -> !one.hears(HIGH));
        assertThat(two.hears(LOW)).isTrue();
        lab.until("told", SOON, () -> told("muted").size() == 1);
        assertThat(told("muted").getFirst().params())
                .containsEntry("notifytype", "4")
                .containsEntry("result", "0");
        run(new RoomOperation.Unmute(confId, callId(1), ""));
        lab.until("heard", SOON, () -> one.hears(HIGH));
        hangUp();
    }

    /** Flow protocol 8.5 ConfMemberPause, ConfMemberResume. */
    @Test
    void oneWhoIsPausedNeitherHearsNorIsHeard() {
        run(new RoomOperation.Pause(confId, callId(1), ""));
        lab.until("apart", SOON, () -> !one.hears(HIGH) && !two.hears(LOW));
        run(new RoomOperation.Resume(confId, callId(1), true, ""));
        lab.until("together", SOON, () -> one.hears(HIGH) && two.hears(LOW));
        hangUp();
    }

    /** Flow protocol 6 playcompleteurl; 8.5 ConfPlay. */
    @Test
    void allHearAFileBesideEachOtherAndItsEndIsTold() {
        run(new RoomOperation.Play(confId, "menu.wav", 1, "", "heard"));
        int menu = CallLab.PROMPTS.get("menu.wav");
        lab.until("play", SOON, () -> one.hears(menu) && one.hears(HIGH) && two.hears(menu) && two.hears(LOW));
        lab.until("told", SOON, () -> told("heard").size() == 1);
        assertThat(told("heard").getFirst().params())
                .containsEntry("state", "11")
                .containsEntry("confid", confId);
        hangUp();
    }

    /** Flow protocol 8.5 QuitConf. */
    @Test
    void oneWhoIsSentOutGoesOnAtQuiturl() {
        run(new RoomOperation.Quit(confId, callId(1), ""));
        lab.hears(two, "goodbye.wav");
        lab.isHungUp(two);
        assertThat(told("left")).singleElement().satisfies(left -> assertThat(left.params())
                .containsEntry("reason", "1")
                .containsEntry("number", "1150"));
        lab.until("alone", SOON, () -> !one.hears(HIGH));
        one.hangsUp();
    }

    /** Flow protocol 8.5 DismissConf. */
    @Test
    void aDismissedConferenceHangsItsMembersUpIfThatIsWanted() {
        run(new RoomOperation.Dismiss(confId, "", "deleted", true, "", ""));
        lab.isHungUp(one);
        lab.isHungUp(two);
        lab.until("told", SOON, () -> told("deleted").size() == 1);
        assertThat(told("left")).isEmpty();
    }

    private void hangUp() {
        one.hangsUp();
        two.hangsUp();
    }

    private void run(RoomOperation operation) {
        lab.server().conferences().run(application(), operation);
    }

    private String callId(int member) {
        RoomState state = lab.server().conferences().query(application(), confId, "");
        return state.members().get(member).callId();
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

    /** The lab's application, as far as its conferences look. */
    private Application application() {
        String id = lab.app().requests().getFirst().param("appid");
        return new Application(
                id,
                "test",
                URI.create("http://127.0.0.1/"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Duration.ofSeconds(3),
                Duration.ofSeconds(5),
                true,
                true);
    }
}

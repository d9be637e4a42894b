package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringflow.ivr.call.CallId;
import io.ringflow.ivr.call.ConferenceCalls.Invited;
import io.ringflow.ivr.call.ConferenceCalls.Joining;
import io.ringflow.ivr.call.DialRefused;
import io.ringflow.ivr.room.JoinWish;
import io.ringflow.ivr.room.RoomError;
import io.ringflow.ivr.room.RoomOperation;
import io.ringflow.ivr.room.RoomRefused;
import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.sip.Callee;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flow protocol 8.5 InviteJoinConf, JoinConf; 6 InviteJoinConf; D14: numbers are called into a conference, and running calls put into it. */
class ConferenceInvitationCallTest {

    private static final int LOW = 350;
    private static final int HIGH = 1150;
    private static final int INVITED = 1750;
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    Path dir;

    private final Carrier carrier = new Carrier();
    private CallLab lab;
    private volatile String confId = "";
    private Phone one;

    @BeforeEach
    void start() {
        lab = new CallLab(dir, (self, base) -> carrier.serves(self, base, Map.of("prefixes", List.of("138"))));
        lab.app().handle(this::answer);
        carrier.phone().rtp().speak(Tone.of(INVITED));
        one = lab.calls("100", LOW);
        lab.until("the conference is there", SOON, () -> !confId.isEmpty());
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
                                ? "<CreateConf action='made' autojoin='true' maxmember='3' quiturl='left' joinurl='in'/>"
                                : "<Play loop='-1'>menu.wav</Play>");
            case "made" -> {
                confId = request.param("confid");
                yield FlowReply.response("<CmdNone/>");
            }
            case "left", "out" -> FlowReply.response("<Play>goodbye.wav</Play><Hangup/>");
            default -> FlowReply.response("<CmdNone/>");
        };
    }

    @Test
    void whoIsInvitedAndAnswersIsInTheConferenceAndGoesOnAtQuiturl() {
        var id = invite("138-0013 8000").getFirst().orElseThrow().text();
        Callee callee = carrier.phone().isCalled().rings();
        lab.advance(Duration.ofSeconds(2));
        assertThat(lab.told("result")).as("told before the answer").isEmpty();
        carrier.answers(callee);
        lab.until(
                "they hear each other",
                SOON,
                () -> one.hears(INVITED) && carrier.phone().hears(LOW));
        assertThat(lab.told("result")).singleElement().satisfies(result -> assertThat(result.params())
                .containsEntry("appid", lab.application().id())
                .containsEntry("confid", confId)
                .containsEntry("callid", id)
                .containsEntry("number", "13800138000")
                .containsEntry("result", "0"));
        assertThat(lab.told("in")).extracting(in -> in.param("number")).containsExactly("350", "13800138000");
        assertThat(lab.told("startservice")).as("the application is not asked").hasSize(1);

        run(new RoomOperation.Quit(confId, id, ""));
        lab.hears(carrier.phone(), "goodbye.wav");
        lab.until("is hung up", SOON, callee::farEndHungUp);
        lab.until("told", SOON, () -> lab.told("stopservice").size() == 1);
        assertThat(lab.told("stopservice").getFirst().params())
                .containsEntry("callid", id)
                .containsEntry("confid", confId)
                .containsEntry("errorcode", "000000");
        one.hangsUp();
    }

    @Test
    void ofSeveralNumbersEachHasItsResultAndItsStopserviceOnce() {
        var ids = invite("13800138001", "99", "13800138002");
        assertThat(ids).hasSize(3);
        assertThat(ids.get(1)).isEmpty();
        Callee first = carrier.phone().isCalled();
        Callee second = carrier.phone().isCalled();
        boolean inOrder = first.number().endsWith("1");
        (inOrder ? second : first).refuses(486, "Busy Here");
        carrier.answers(inOrder ? first : second);
        lab.until("results", SOON, () -> lab.told("result").size() == 3);
        assertThat(lab.told("result"))
                .extracting(result -> result.param("number") + " " + result.param("result"))
                .containsExactlyInAnyOrder("13800138001 0", "99 107404", "13800138002 107486");
        one.hangsUp();
        lab.until(
                "the conference ends with its creator and the invited one",
                SOON,
                () -> one.call() != null && lab.told("stopservice").size() == 2);
        run(new RoomOperation.Dismiss(confId, "", "", true, "", ""));
        lab.until("all are told", SOON, () -> lab.told("stopservice").size() == 3);
        lab.advance(SOON);
        assertThat(lab.told("stopservice"))
                .extracting(over -> over.param("callid"))
                .doesNotHaveDuplicates();
        assertThat(lab.told("result")).hasSize(3);
    }

    @Test
    void nobodyGoesOnRingingForAConferenceThatIsOver() {
        invite("13800138000");
        Callee callee = carrier.phone().isCalled().rings();
        run(new RoomOperation.Dismiss(confId, "", "", true, "", ""));
        lab.until("the call is taken back", SOON, callee::cancelled);
        lab.until("told", SOON, () -> lab.told("stopservice").size() == 2);
        assertThat(lab.told("result")).singleElement().satisfies(result -> assertThat(result.param("result"))
                .isEqualTo(RoomError.NO_SUCH_CONFERENCE.code()));
        var about = lab.app().requests().stream()
                .filter(request -> lab.told("result")
                        .getFirst()
                        .param("callid")
                        .equals(request.params().get("callid")))
                .map(FlowRequest::name);
        assertThat(about).containsExactly("result", "stopservice");
    }

    @Test
    void whatCanNotBeIsRefusedAtOnceAndNotTold() {
        assertThat(catchThrowableOfType(DialRefused.class, () -> invite("99"))
                        .reason()
                        .sipStatus())
                .isEqualTo(404);
        assertThat(catchThrowableOfType(RoomRefused.class, () -> lab.server()
                                .conferenceCalls()
                                .invite(
                                        lab.application(),
                                        new Invited("none", List.of("138"), JoinWish.MEMBER, "result")))
                        .error())
                .isEqualTo(RoomError.NO_SUCH_CONFERENCE);
        lab.advance(SOON);
        assertThat(lab.told("result")).isEmpty();
        one.hangsUp();
    }

    @Test
    void aRunningCallIsPutIntoAConferenceWhateverItsFlowDoes() {
        Phone two = lab.calls("200", HIGH);
        lab.hears(two, "menu.wav");
        assertThat(join("result")).isTrue();
        lab.until("they hear each other", SOON, () -> one.hears(HIGH) && two.hears(LOW));
        lab.until("the prompt is over", SOON, () -> !two.hears(CallLab.PROMPTS.get("menu.wav")));
        assertThat(lab.told("result")).singleElement().satisfies(result -> assertThat(result.params())
                .containsEntry("callid", callId("200"))
                .containsEntry("result", "0"));
        assertThat(catchThrowableOfType(RoomRefused.class, () -> join("")).error())
                .isEqualTo(RoomError.ALREADY_IN);
        run(new RoomOperation.Quit(confId, callId("200"), ""));
        lab.hears(two, "goodbye.wav");
        lab.isHungUp(two);
        assertThat(lab.told("out")).singleElement().satisfies(out -> assertThat(out.params())
                .containsEntry("confid", confId)
                .containsEntry("reason", "1"));
        one.hangsUp();
    }

    @Test
    void aCallIsNotTakenFromItsFlowForAConferenceThatItCanNotEnter() {
        Phone two = lab.calls("200", HIGH);
        lab.hears(two, "menu.wav");
        var gone = new Joining("none", callId("200"), JoinWish.MEMBER, "result");
        assertThat(catchThrowableOfType(
                                RoomRefused.class,
                                () -> lab.server().conferenceCalls().join(lab.application(), gone))
                        .error())
                .isEqualTo(RoomError.NO_SUCH_CONFERENCE);
        var nobody = new Joining(confId, "0".repeat(32), JoinWish.MEMBER, "result");
        assertThat(lab.server().conferenceCalls().join(lab.application(), nobody))
                .isFalse();
        lab.advance(Duration.ofSeconds(1));
        assertThat(two.hears(CallLab.PROMPTS.get("menu.wav"))).isTrue();
        one.hangsUp();
        two.hangsUp();
    }

    private boolean join(String action) {
        var wish = new JoinWish(false, true, "", "out");
        return lab.server().conferenceCalls().join(lab.application(), new Joining(confId, callId("200"), wish, action));
    }

    private List<Optional<CallId>> invite(String... numbers) {
        var invited = new Invited(confId, List.of(numbers), JoinWish.MEMBER, "result");
        return lab.server().conferenceCalls().invite(lab.application(), invited);
    }

    private void run(RoomOperation operation) {
        lab.server().conferences().run(lab.application(), operation);
    }

    private String callId(String number) {
        return lab.told("startservice").stream()
                .filter(start -> start.param("to").equals(number))
                .findFirst()
                .orElseThrow()
                .param("callid");
    }
}

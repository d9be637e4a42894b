package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.application.ApplicationDraft;
import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flow protocol 1.1: applications and numbers that are changed while the server runs. */
class StoredApplicationCallTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    Path dir;

    private CallLab lab;

    @BeforeEach
    void start() {
        lab = new CallLab(dir, base -> base.application("numbers", List.of("100")));
        lab.app().handle(_ -> FlowReply.response("<Play loop='-1'>menu.wav</Play>"));
    }

    @AfterEach
    void nothingIsLeft() {
        lab.close();
    }

    /** Flow protocol 1.1, row of access. */
    @Test
    void aNumberThatIsAllocatedNowIsCalledNextAndOneThatIsTakenAwayIsNot() {
        Phone caller = lab.phone("alice");
        assertThat(statusOf(caller, "02011112222")).isEqualTo(404);

        var shop = lab.server().applications().create(shop("one"));
        lab.server().numbers().add("020-1111 2222", Optional.empty(), Optional.of(id(shop)));
        var call = caller.calls(lab.uri("02011112222"));
        lab.hears(caller, "menu.wav");
        FlowRequest start = lab.app().requests().getLast();
        assertThat(start.path()).isEqualTo("/one/startservice");
        assertThat(start.params()).containsEntry("appid", id(shop)).containsEntry("to", "02011112222");

        lab.server().numbers().release("02011112222");
        call.bye();
        lab.until("stopservice", SOON, () -> last().name().equals("stopservice"));
        assertThat(last().path()).isEqualTo("/one/stopservice");
        assertThat(statusOf(lab.phone("bob"), "02011112222")).isEqualTo(404);
    }

    @Test
    void aNewUrlCountsForTheNextCallAndACallThatRunsKeepsTheOldOne() {
        var shop = lab.server().applications().create(shop("one"));
        lab.server().numbers().add("02011112222", Optional.empty(), Optional.of(id(shop)));
        lab.app()
                .on(
                        "startservice",
                        FlowReply.response("<Get numdigits='1' action='key'><Play loop='-1'>menu.wav</Play></Get>"));
        Phone running = lab.phone("alice");
        var call = running.calls(lab.uri("02011112222"));
        lab.hears(running, "menu.wav");

        lab.server().applications().change(id(shop), shop("two"));
        running.presses("1");
        lab.until("the key is told", SOON, () -> last().name().equals("key"));
        assertThat(last().path()).isEqualTo("/one/key");
        Phone next = lab.phone("bob");
        var second = next.calls(lab.uri("02011112222"));
        lab.hears(next, "menu.wav");
        assertThat(last().path()).isEqualTo("/two/startservice");
        call.bye();
        second.bye();
    }

    /** Flow protocol 1.1, row of the app's settings: the switch "enable IVR". */
    @Test
    void anApplicationWhoseIvrSwitchIsTurnedOffRefusesTheNextCall() {
        var shop = lab.server().applications().create(shop("one"));
        lab.server().numbers().add("02011112222", Optional.empty(), Optional.of(id(shop)));
        var off = ApplicationDraft.of(lab.server().applications().find(id(shop)).orElseThrow());
        lab.server().applications().change(id(shop), withoutIvr(off));
        assertThat(statusOf(lab.phone("alice"), "02011112222")).isEqualTo(403);
        assertThat(lab.app().requests()).isEmpty();
    }

    private int statusOf(Phone caller, String number) {
        return caller.dials(lab.uri(number)).refused().status();
    }

    private ApplicationDraft shop(String path) {
        return ApplicationDraft.of("shop", lab.app().uri(path).toString());
    }

    private static String id(io.ringflow.ivr.application.ListedApplication listed) {
        return listed.application().id();
    }

    private FlowRequest last() {
        return lab.app().requests().getLast();
    }

    private static ApplicationDraft withoutIvr(ApplicationDraft is) {
        return new ApplicationDraft(
                is.id(),
                is.name(),
                is.url(),
                is.fallbackUrl(),
                is.errorUrl(),
                is.secret(),
                is.allowedHosts(),
                is.survivalFlow(),
                is.connectTimeout(),
                is.answerTimeout(),
                false,
                is.ttsEnabled(),
                is.agentsEnabled(),
                is.callRecords(),
                is.serviceId());
    }
}

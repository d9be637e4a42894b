package io.ringflow.ivr.lab;

import static io.ringflow.ivr.lab.CallCentreExample.AGENT;
import static io.ringflow.ivr.lab.CallCentreExample.CALLER;
import static io.ringflow.ivr.lab.CallCentreExample.COLLEAGUE;
import static io.ringflow.ivr.lab.CallCentreExample.HOLD_MUSIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.queue.AgentDuty;
import io.ringflow.testkit.call.Phone;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents and supervisors at the desktop of the examples, in a real browser: live by events, with telephones that hear. */
class AgentDesktopCallTest {

    private static final List<String> NODE = ExampleLab.Example.node();
    private static final List<String> JAVA = ExampleLab.Example.java("CallCentre.java");

    @TempDir
    Path dir;

    private CallCentreExample centre;
    private Browser browser;

    @Test
    void theDesktopServedByJavaScriptShowsWhatHappensAndDoesWhatIsWanted() throws IOException {
        drives("call-centre-node", NODE, "1001:4711=13800138001", this::agentWorks);
    }

    @Test
    void theDesktopServedByJavaShowsWhatHappensAndDoesWhatIsWanted() throws IOException {
        drives("call-centre-java", JAVA, "1001:4711=13800138001", this::agentWorks);
    }

    @Test
    void aSupervisorAtTheDesktopServedByJavaScriptListensCoachesAndBargesIn() throws IOException {
        drives("call-centre-node", NODE, "1001=13800138001,1009:4712=13800138009", this::supervisorListens);
    }

    @Test
    void aSupervisorAtTheDesktopServedByJavaListensCoachesAndBargesIn() throws IOException {
        drives("call-centre-java", JAVA, "1001=13800138001,1009:4712=13800138009", this::supervisorListens);
    }

    private void drives(String directory, List<String> command, String agents, Runnable work) throws IOException {
        try (var example = new CallCentreExample(dir, directory, command, agents);
                var chromium = Browser.open(dir.resolve("browser"))) {
            centre = example;
            browser = chromium;
            try {
                browser.goTo(URI.create(example.example().app().uri() + "/desktop/"));
                example.example().tells(work);
            } catch (AssertionError failure) {
                paint("failed");
                throw failure;
            }
        }
    }

    private void agentWorks() {
        var colleague = Map.of("1", AgentDuty.USUAL_LEVEL);
        centre.centre()
                .agentOnWork(new AgentDuty(
                        "1002", "13800138002", colleague, false, Optional.empty(), Optional.empty(), false));
        logsOn("1001", "4711");
        shows("queues", "Service (1)\t0\t00:00\t0 of 2");
        shows("team", "1002\tNot ready");
        Phone caller = takesACall();
        holds(caller);
        asksAColleague(caller);
        ends(caller);
        logsOff();
    }

    private void logsOn(String agent, String pin) {
        paint("log-on");
        browser.types("agent", agent);
        browser.types("pin", "0000");
        browser.click("#logon button");
        shows("refusal", "Agent or PIN is wrong.");
        browser.types("pin", pin);
        browser.click("#logon button");
        shows("name", "Not ready");
        shows("line", "live");
        assertThat(browser.text("who")).contains(agent, "1380013");
    }

    private Phone takesACall() {
        Phone caller = centre.calls("13900139000");
        // Nobody is ready.
        centre.hearsMusic(caller);
        shows("queues", "Service (1)\t1\t");
        paint("waiting");
        browser.click("#ready");
        var ringing = centre.agentIsCalled("1001");
        shows("name", "Your phone rings");
        shows("number", "13900139000");
        paint("ringing");
        centre.agentAnswers(ringing);
        centre.hears(caller, AGENT);
        shows("name", "Talking");
        shows("queues", "Service (1)\t0\t");
        paint("talking");
        return caller;
    }

    private void holds(Phone caller) {
        browser.click("#hold");
        centre.hears(caller, HOLD_MUSIC);
        shows("hint", "on hold");
        paint("hold");
        browser.click("#hold");
        centre.hears(caller, AGENT);
        showsNot("hint", "on hold");
    }

    private void asksAColleague(Phone caller) {
        // What can't be done is told, and the talk goes on.
        browser.types("to", "1234");
        browser.click("#consult");
        shows("problem", "not on duty");
        browser.types("to", "1002");
        browser.click("#consult");
        var asked = centre.colleagueAnswers("1002");
        centre.hears(centre.agentPhone(), COLLEAGUE);
        assertThat(caller.hears(COLLEAGUE)).isFalse();
        shows("hint", "You talk with agent 1002. The caller hears music.");
        paint("consultation");
        browser.click("#threeway");
        centre.hears(caller, COLLEAGUE);
        shows("hint", "You, the caller and agent 1002 talk.");
        paint("three");
        browser.click("#back");
        centre.hearsNoMore(caller, COLLEAGUE);
        centre.example().eventually("the colleague is hung up", asked::farEndHungUp);
        centre.hears(caller, AGENT);
        showsNot("hint", "talk");
    }

    private void ends(Phone caller) {
        browser.click("#end");
        centre.example().hears(caller, "How was it");
        shows("name", "After the call");
        paint("wrap-up");
        assertThat(browser.text("past")).contains("13900139000");
        caller.hangsUp();
        browser.click("#ready");
        shows("name", "Ready");
    }

    private void logsOff() {
        browser.click("#logoff");
        centre.example()
                .eventually("the door is shown", () -> !browser.text("logon").isEmpty());
        centre.example()
                .eventually("off duty", () -> centre.centre().agent("1001").isEmpty());
    }

    private void supervisorListens() {
        logsOn("1009", "4712");
        Phone caller = centre.calls("13900139000");
        centre.agentAnswers(centre.agentIsCalled("1001"));
        centre.hears(caller, AGENT);
        shows("team", "1001\tTalking · 13900139000");
        paint("team");
        browser.click("#team button");
        var supervisor = centre.colleagueAnswers("1009");
        centre.hears(centre.colleague(), CALLER);
        centre.hears(centre.colleague(), AGENT);
        assertThat(centre.agentPhone().hears(COLLEAGUE)).isFalse();
        shows("callhead", "YOU SUPERVISE");
        shows("hint", "nobody hears you");
        assertThat(browser.text("from")).contains("1001");
        paint("listening");
        browser.click("[data-mode=coach]");
        centre.hears(centre.agentPhone(), COLLEAGUE);
        shows("hint", "The agent alone hears you.");
        assertThat(caller.hears(COLLEAGUE)).isFalse();
        browser.click("[data-mode=barge]");
        centre.hears(caller, COLLEAGUE);
        shows("hint", "Both hear you.");
        paint("barging");
        browser.click("#unsupervise");
        centre.example().eventually("the supervisor is hung up", supervisor::farEndHungUp);
        centre.hearsNoMore(caller, COLLEAGUE);
        shows("name", "Not ready");
        caller.hangsUp();
        centre.example().eventually("the agent is free", () -> centre.centre()
                .agent("1001")
                .orElseThrow()
                .callId()
                .isEmpty());
    }

    /** Events come by themselves, in real time; meanwhile the lab's goes on, or its clock would fall behind the browser's. */
    private void shows(String id, String text) {
        centre.example().eventually("the page shows " + text + " as " + id, () -> browser.text(id)
                .contains(text));
    }

    private void showsNot(String id, String text) {
        centre.example().eventually("the page shows no more " + text + " as " + id, () -> !browser.text(id)
                .contains(text));
    }

    /** For people to look at, where they ask for it. */
    private void paint(String name) {
        String where = System.getProperty("desktop.pictures", "");
        if (!where.isEmpty()) browser.paint(Path.of(where, name + ".png"));
    }
}

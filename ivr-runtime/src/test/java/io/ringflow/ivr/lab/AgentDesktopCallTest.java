package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.call.Phone;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent at the desktop of the examples, in a real browser: live by events, with a caller and a telephone. */
class AgentDesktopCallTest {

    @TempDir
    Path dir;

    @Test
    void theDesktopServedByJavaScriptShowsWhatHappensAndDoesWhatIsWanted() throws IOException {
        drives("call-centre-node", List.of("node", "app.js"));
    }

    @Test
    void theDesktopServedByJavaShowsWhatHappensAndDoesWhatIsWanted() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        drives("call-centre-java", List.of(java, "-XX:TieredStopAtLevel=1", "CallCentre.java"));
    }

    private void drives(String directory, List<String> command) throws IOException {
        try (var example =
                        new CallCentreExample(dir, directory, command, "1001:4711=13800138001,1002:4712=13800138002");
                var browser = Browser.open(dir.resolve("browser"))) {
            try {
                browser.goTo(URI.create(example.app().uri() + "/desktop/"));
                logsOn(example, browser);
                wholeCall(example, browser);
                logsOff(example, browser);
            } catch (AssertionError failure) {
                paint(browser, "failed");
                throw new AssertionError(failure.getMessage() + example.app().printed(), failure);
            }
        }
    }

    private void logsOn(CallCentreExample example, Browser browser) {
        paint(browser, "log-on");
        browser.types("agent", "1001");
        browser.types("pin", "4712");
        browser.run("document.querySelector('#logon button').click()");
        shows(example, browser, "refusal", "Agent or PIN is wrong.");
        browser.types("pin", "4711");
        browser.run("document.querySelector('#logon button').click()");
        shows(example, browser, "name", "Not ready");
        shows(example, browser, "line", "live");
        assertThat(browser.text("who")).contains("1001", "13800138001");
        browser.click("ready");
        shows(example, browser, "name", "Ready");
        paint(browser, "ready");
    }

    private void wholeCall(CallCentreExample example, Browser browser) {
        Phone caller = example.calls("13900139000");
        var agent = example.agentIsCalled();
        shows(example, browser, "name", "Your phone rings");
        shows(example, browser, "number", "13900139000");
        paint(browser, "ringing");
        example.agentAnswers(agent);
        example.lab().until("hears the agent", CallCentreExample.SOON, () -> caller.hears(CallCentreExample.AGENT));
        shows(example, browser, "name", "Talking");
        paint(browser, "talking");
        // What can't be done is told, and the talk goes on.
        browser.types("to", "1002");
        browser.run("document.querySelector('#transfer button').click()");
        shows(example, browser, "problem", "not on duty");
        browser.click("end");
        Eventually.within(
                CallCentreExample.PATIENCE,
                () -> example.afterAStep("") && agent.farEndHungUp(),
                "the agent's telephone is hung up");
        example.hears(caller, "How was it");
        shows(example, browser, "name", "After the call");
        paint(browser, "wrap-up");
        assertThat(browser.text("past")).contains("13900139000");
        caller.hangsUp();
        browser.click("ready");
        shows(example, browser, "name", "Ready");
    }

    private static void logsOff(CallCentreExample example, Browser browser) {
        browser.click("logoff");
        Eventually.within(
                CallCentreExample.PATIENCE,
                () -> example.afterAStep("") && !browser.text("logon").isEmpty(),
                "the door is shown");
        Eventually.within(
                CallCentreExample.PATIENCE,
                () -> example.afterAStep("") && example.centre().agents().isEmpty(),
                "the agent is off duty");
    }

    /** Events come by themselves, in real time; meanwhile the lab's goes on, or its clock would fall behind the browser's. */
    private static void shows(CallCentreExample example, Browser browser, String id, String text) {
        Eventually.within(
                CallCentreExample.PATIENCE,
                () -> example.afterAStep("") && browser.text(id).contains(text),
                "the page shows " + text);
    }

    /** For people to look at, where they ask for it. */
    private static void paint(Browser browser, String name) {
        String where = System.getProperty("desktop.pictures", "");
        if (!where.isEmpty()) browser.paint(Path.of(where, name + ".png"));
    }
}

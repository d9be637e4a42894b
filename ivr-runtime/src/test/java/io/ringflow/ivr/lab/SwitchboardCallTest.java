package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.rest.RestClient;
import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.sip.Callee;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example applications in Java, JavaScript and PHP, each a process of its own, lead one call through a menu, a
 * message, a consultation, an outbound call and a conference. Each phrase they say is a tone of its own.
 */
class SwitchboardCallTest {

    private static final int TONE_OF_RECORD = 1_000;
    private static final int CALLER = 530;
    private static final int OTHER = 1_150;

    private static final Map<String, Integer> PHRASES = Map.of(
            "Press 1", 440,
            "Speak after the tone", 620,
            "You said", 720,
            "hold the line", 810,
            "Type the number", 910,
            "is being called", 1_300,
            "This is the switchboard", 1_420);

    private static final Pattern OPENED = Pattern.compile("opened \\?\\S*confid=(\\d{8})");

    @TempDir
    Path dir;

    @Test
    void theSwitchboardInJavaLeadsACallThroughAllItHas() throws IOException {
        drives("switchboard-java", ExampleLab.Example.java("Switchboard.java"));
    }

    @Test
    void theSwitchboardInJavaScriptLeadsACallThroughAllItHas() throws IOException {
        drives("switchboard-node", ExampleLab.Example.node());
    }

    @Test
    void theSwitchboardInPhpLeadsACallThroughAllItHas() throws IOException {
        drives("switchboard-php", List.of("php", "-S", "127.0.0.1:0", "app.php"));
    }

    private void drives(String directory, List<String> command) throws IOException {
        var run = new ExampleLab.Example(
                directory,
                command,
                root -> Map.of(
                        "PORT",
                        "0",
                        "TZ",
                        "UTC",
                        "COLLEAGUE",
                        "13800138000",
                        "REST_ROOT",
                        root + "/2013-12-26",
                        "REST_SID",
                        RestClient.SID,
                        "REST_TOKEN",
                        RestClient.TOKEN),
                PHRASES);
        try (var example = new ExampleLab(
                dir, run, base -> base.with("rest.time-zone", "UTC").with("rest.accounts", RestClient.ACCOUNTS))) {
            example.tells(() -> wholeCall(example));
        }
    }

    private static void wholeCall(ExampleLab example) {
        Phone caller = example.lab().phone("1001");
        caller.rtp().speak(Tone.of(CALLER));
        caller.calls(example.lab().uri("100"));
        example.hears(caller, "Press 1");
        leavesAMessage(example, caller);
        speaksWithAColleague(example, caller);
        hasANumberCalled(example, caller);
        meetsAnother(example, caller);
        caller.hangsUp();
        example.prints(" stopservice ");
    }

    private static void leavesAMessage(ExampleLab example, Phone caller) {
        var lab = example.lab();
        caller.presses("1");
        example.hears(caller, "Speak after the tone");
        lab.until("hears the tone", ExampleLab.SOON, () -> caller.hears(TONE_OF_RECORD));
        lab.advance(Duration.ofSeconds(2));
        caller.presses("#");
        // It is told when it is on the disk, which takes real time.
        example.prints(" recorded ");
        example.hears(caller, "You said");
        lab.until("hears itself", ExampleLab.SOON, () -> caller.hears(CALLER));
        example.hears(caller, "Press 1");
    }

    private static void speaksWithAColleague(ExampleLab example, Phone caller) {
        var lab = example.lab();
        var carrier = example.carrier();
        caller.presses("2");
        lab.until(
                "key 2 is told", ExampleLab.SOON, () -> example.app().printed().contains("digits=2"));
        Callee colleague = carrier.phone().isCalled().rings();
        assertThat(colleague.number()).isEqualTo("13800138000");
        example.hears(caller, "hold the line");
        carrier.phone().rtp().speak(Tone.of(OTHER));
        carrier.answers(colleague);
        lab.until("hears the colleague", ExampleLab.SOON, () -> caller.hears(OTHER));
        lab.until("is heard", ExampleLab.SOON, () -> carrier.phone().hears(CALLER));
        colleague.bye();
        example.hears(caller, "Press 1");
    }

    private static void hasANumberCalled(ExampleLab example, Phone caller) {
        var carrier = example.carrier();
        caller.presses("5");
        example.hears(caller, "Type the number");
        caller.presses("13800138001#");
        example.hears(caller, "is being called");
        Callee called = carrier.phone().isCalled();
        assertThat(called.number()).isEqualTo("13800138001");
        carrier.answers(called);
        example.hears(carrier.phone(), "This is the switchboard");
        example.lab().until("is hung up", ExampleLab.SOON, called::farEndHungUp);
        example.hears(caller, "Press 1");
    }

    private static void meetsAnother(ExampleLab example, Phone caller) {
        var lab = example.lab();
        caller.presses("3");
        lab.until(
                "a conference is opened", ExampleLab.SOON, () -> opened(example).isPresent());
        Phone other = lab.phone("1002");
        other.rtp().speak(Tone.of(OTHER));
        other.calls(lab.uri("100"));
        other.presses("4" + opened(example).orElseThrow());
        lab.until("hears the other", ExampleLab.SOON, () -> caller.hears(OTHER));
        lab.until("is heard", ExampleLab.SOON, () -> other.hears(CALLER));
        caller.presses("*");
        example.hears(caller, "Press 1");
        lab.until("is not heard any more", ExampleLab.SOON, () -> !other.hears(CALLER));
        other.hangsUp();
    }

    private static Optional<String> opened(ExampleLab example) {
        return OPENED.matcher(example.app().printed())
                .results()
                .map(found -> found.group(1))
                .findFirst();
    }
}

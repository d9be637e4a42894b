package io.ringflow.ivr.call;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What an operator reads about a call, and what nobody reads. */
class CallLogTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(CallScript.class.getPackageName());
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final CallBench bench = new CallBench();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.DEBUG);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    @Test
    void everyDecisionIsOneLineThatNamesTheCall() {
        bench.app.answers("startservice", "<Play>bye.wav</Play><Redirect>next?code=9753</Redirect>");
        bench.app.answers("next?code=9753", "<Hangup/>");
        bench.dial();
        bench.seconds(1);
        var id = bench.notified.getLast().callId();
        assertThat(at(Level.INFO))
                .containsExactly(
                        "call " + id + " from 13800138000 to 4008001234 for demo",
                        "call " + id + " asked startservice: Play, Redirect by APPLICATION in 0 ms",
                        "call " + id + " asked next: Hangup by APPLICATION in 0 ms",
                        "call " + id + " ended: the application hung up after 1.0 s (APPLICATION_HUNG_UP)");
    }

    @Test
    void keysAreNeverLoggedAboveTrace() {
        bench.app.answers("startservice", "<Get numdigits='4'/>");
        bench.app.answers("dtmfreport", "<Redirect>next?code=9753</Redirect>");
        bench.dial();
        bench.press("9753");
        assertThat(lines.list).isNotEmpty();
        assertThat(lines.list.stream().map(ILoggingEvent::getFormattedMessage))
                .noneMatch(line -> line.replaceAll("call [0-9a-f]{32}", "").contains("9753"));
    }

    private List<String> at(Level level) {
        return lines.list.stream()
                .filter(event -> event.getLevel() == level)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}

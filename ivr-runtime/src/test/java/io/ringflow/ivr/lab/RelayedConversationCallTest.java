package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.rtp.DtmfKeys.EventLoss;
import io.ringflow.testkit.sip.Callee;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two who talk are handed each other's packets while their codecs are the same, else they are mixed: with sound. */
class RelayedConversationCallTest {

    private static final Duration LATE = Duration.ofSeconds(30);
    private static final int LONG_PRESS = 460;

    @TempDir
    Path dir;

    private Talkers talkers;

    @BeforeEach
    void start() {
        talkers = new Talkers(dir);
        talkers.answers("startservice", "<ConsultationCall number='13800138000'/><Hangup/>");
    }

    @AfterEach
    void nothingIsLeft() {
        talkers.close();
    }

    private Callee talk() {
        talkers.calls();
        var callee = talkers.carrier.answers();
        talkers.eachHearsTheOtherAndNotItself();
        return callee;
    }

    private double relayed() throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + talkers.lab.server().httpPort() + "/metrics");
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("ringflow_conferences_relayed"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
        }
    }

    private void bothPress() {
        talkers.caller.rtp().press("5", LONG_PRESS, EventLoss.none());
        talkers.callee.rtp().press("7", LONG_PRESS, EventLoss.none());
        talkers.lab.until(
                "both have the key",
                LATE,
                () -> talkers.callee.rtp().keysHeard().equals("5")
                        && talkers.caller.rtp().keysHeard().equals("7"));
        talkers.lab.advance(Duration.ofSeconds(2));
        assertThat(talkers.callee.rtp().keysHeard()).as("pressed once").isEqualTo("5");
        assertThat(talkers.caller.rtp().keysHeard()).as("pressed once").isEqualTo("7");
    }

    private void hangUp(Callee callee) throws IOException, InterruptedException {
        callee.bye();
        talkers.lab.isHungUp(talkers.caller);
        talkers.lab.advance(Duration.ofSeconds(1));
        assertThat(relayed()).isZero();
    }

    @Test
    void withTheSameCodecTheyAreRelayedAndAPressIsAsLongAsItWas() throws IOException, InterruptedException {
        var callee = talk();
        assertThat(relayed()).isEqualTo(1);
        bothPress();
        assertThat(talkers.callee.rtp().keyMillis()).containsExactly(LONG_PRESS);
        assertThat(talkers.caller.rtp().keyMillis()).containsExactly(LONG_PRESS);
        hangUp(callee);
    }

    @Test
    void withAnotherCodecTheyAreMixedAndAPressIsPressedAnew() throws IOException, InterruptedException {
        talkers.caller.offers("0 PCMU/8000", "101 telephone-event/8000");
        var callee = talk();
        assertThat(relayed()).isZero();
        bothPress();
        assertThat(talkers.callee.rtp().keyMillis()).containsExactly(160);
        assertThat(talkers.caller.rtp().keyMillis()).containsExactly(160);
        hangUp(callee);
    }
}

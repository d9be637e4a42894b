package io.ringflow.ivr.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.ringflow.media.Conference;
import io.ringflow.media.ConferenceConfig;
import io.ringflow.media.ConferenceRole;
import io.ringflow.media.MediaAddress;
import io.ringflow.media.MediaConfig;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaObserver;
import io.ringflow.media.MediaSession;
import io.ringflow.media.Membership;
import io.ringflow.media.Recording;
import io.ringflow.media.RecordingPlan;
import io.ringflow.media.engine.ManualTicks;
import io.ringflow.media.engine.MediaEngine;
import io.ringflow.testkit.net.TakenPort;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators see of conferences and recordings of a real engine, its ticks turned by hand. */
class MediaMetersSocketTest {

    private static final MediaAddress LOCAL = new MediaAddress(InetAddress.getLoopbackAddress(), "127.0.0.1");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private static MediaConfig config() {
        return config(0);
    }

    private static MediaConfig config(int firstPort) {
        return new MediaConfig(
                1,
                firstPort,
                firstPort + 1,
                Duration.ZERO,
                List.of("PCMA"),
                MediaConfig.SymmetricRtp.AUTO,
                Duration.ZERO,
                Duration.ofMillis(40),
                Duration.ofMillis(200),
                500);
    }

    private double value(String line) {
        return registry.scrape()
                .lines()
                .filter(each -> each.startsWith(line + " "))
                .mapToDouble(each -> Double.parseDouble(each.substring(line.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(line + " is not in\n" + registry.scrape()));
    }

    @Test
    void aCallWhosePortOfReportsIsTakenIsCounted() throws IOException {
        ManualTicks ticks = new ManualTicks();
        try (TakenPort other = TakenPort.aboveAFreeOne(LOCAL.bind());
                MediaEngine far = MediaEngine.start(config(), new ManualTicks(), MediaObserver.NONE);
                MediaEngine engine = MediaEngine.start(config(other.lower()), ticks, new MediaMeters(registry))) {
            String offer = far.open(LOCAL, event -> {}).offer();
            MediaSession session = engine.open(LOCAL, event -> {});
            session.answer(offer.replace("a=rtcp-mux\r\n", ""));
            ticks.turn();
            assertThat(value("ringflow_rtcp_ports_taken_total")).isEqualTo(1);
        }
    }

    @Test
    void roomsMembersAndWhatTheMixerMakesAreCounted() {
        ManualTicks ticks = new ManualTicks();
        try (MediaEngine engine = MediaEngine.start(config(), ticks, new MediaMeters(registry))) {
            Conference room = engine.conference(new ConferenceConfig(2, 2), event -> {});
            MediaSession one = engine.open(LOCAL, event -> {});
            MediaSession two = engine.open(LOCAL, event -> {});
            MediaSession three = engine.open(LOCAL, event -> {});
            one.accept(two.answer(one.offer()));
            assertThat(value("ringflow_conferences_active")).isEqualTo(1);
            Membership first = room.join(one, ConferenceRole.SPEAKER);
            room.join(two, ConferenceRole.SPEAKER);
            assertThatThrownBy(() -> room.join(three, ConferenceRole.SPEAKER)).isInstanceOf(MediaFailure.class);
            assertThat(value("ringflow_conference_members")).isEqualTo(2);
            assertThat(value("ringflow_conference_full_total")).isEqualTo(1);
            for (int i = 0; i < 10; i++) {
                ticks.turn();
            }
            // Both hear the same mix in the same codec, but for the ticks in which they learn of it.
            assertThat(value("ringflow_conference_frames_total{made=\"mixed\"}"))
                    .isBetween(8.0, 10.0);
            assertThat(value("ringflow_conference_frames_total{made=\"encoded\"}"))
                    .isBetween(5.0, 10.0);
            assertThat(value("ringflow_conference_mixing_seconds_total")).isPositive();
            first.close();
            assertThat(value("ringflow_conference_members")).isEqualTo(1);
            two.close();
            room.close();
            ticks.turn();
            ticks.turn();
            assertThat(value("ringflow_conference_members")).isZero();
            assertThat(value("ringflow_conferences_active")).isZero();
        }
    }

    @Test
    void recordingsAreCountedWhileTheyLastAndByWhatBecameOfThem(@TempDir Path dir) throws Exception {
        ManualTicks ticks = new ManualTicks();
        try (MediaEngine engine = MediaEngine.start(config(), ticks, new MediaMeters(registry))) {
            MediaSession session = engine.open(LOCAL, event -> {});
            Recording recording = session.record(RecordingPlan.caller(dir.resolve("call.wav")));
            ticks.turn();
            assertThat(value("ringflow_recordings_active")).isEqualTo(1);
            recording.close();
            ticks.turn();
            assertThat(recording.finished().get(30, TimeUnit.SECONDS).failure()).isEmpty();
            assertThat(value("ringflow_recordings_active")).isZero();
            assertThat(value("ringflow_recordings_ended_total{outcome=\"published\"}"))
                    .isEqualTo(1);
        }
    }
}

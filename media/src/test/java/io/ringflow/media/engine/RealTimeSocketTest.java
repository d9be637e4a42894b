package io.ringflow.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.MediaAddress;
import io.ringflow.media.MediaConfig;
import io.ringflow.media.MediaEvent;
import io.ringflow.media.MediaLab;
import io.ringflow.media.MediaObserver;
import io.ringflow.media.MediaSession;
import io.ringflow.media.Playback;
import io.ringflow.media.TestClip;
import java.net.InetAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The clock that is used in earnest: nothing here depends on how fast it is. */
@ParameterizedClass
@MethodSource("io.ringflow.media.MediaLab#ports")
class RealTimeSocketTest {
    private static final MediaAddress LOCAL = new MediaAddress(InetAddress.getLoopbackAddress(), "127.0.0.1");

    private final BlockingQueue<MediaEvent> events = new LinkedBlockingQueue<>();

    private final MediaConfig config;

    RealTimeSocketTest(MediaLab.Ports ports) {
        config = ports.of(MediaLab.config());
    }

    // How long a key was held is told some time after it.
    private void onEvent(MediaEvent event) {
        if (!(event instanceof MediaEvent.DigitEnded)) {
            events.add(event);
        }
    }

    private MediaEvent next() throws InterruptedException {
        MediaEvent event = events.poll(30, TimeUnit.SECONDS);
        assertThat(event).as("event within 30 s").isNotNull();
        return event;
    }

    @Test
    void loopsTurnByThemselvesAndSleepAndWakeAgain() throws Exception {
        try (MediaEngine engine = MediaEngine.start(config, TickClock.realTime(), MediaObserver.NONE)) {
            for (int round = 0; round < 2; round++) {
                MediaSession caller = engine.open(LOCAL, event -> {});
                MediaSession callee = engine.open(LOCAL, this::onEvent);
                caller.accept(callee.answer(caller.offer()));
                assertThat(next()).isInstanceOf(MediaEvent.MediaStarted.class);
                callee.digitBySignalling('#', 100);
                assertThat(next()).isInstanceOf(MediaEvent.Digit.class);
                Playback playback = callee.play(TestClip.ramp(60), 2);
                assertThat(next()).isEqualTo(new MediaEvent.PassFinished(playback.id(), 1));
                assertThat(next()).isEqualTo(new MediaEvent.PassFinished(playback.id(), 2));
                assertThat(next()).isEqualTo(new MediaEvent.PlaybackEnded(playback.id(), true));
                caller.close();
                callee.close();
                assertThat(callee.describe()).isEqualTo("closed\nlast prompt ramp\n");
                assertThat(caller.describe()).isEqualTo("closed\n");
                assertThat(engine.openSessions()).isZero();
            }
        }
    }
}

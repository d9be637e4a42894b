package io.ringflow.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.Conference;
import io.ringflow.media.ConferenceConfig;
import io.ringflow.media.MediaAddress;
import io.ringflow.media.MediaLab;
import io.ringflow.media.MediaProfile;
import io.ringflow.media.MediaSession;
import java.net.InetAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On which of two loops a session lives. */
class PlacementSocketTest {
    private static final MediaAddress LOCAL = new MediaAddress(InetAddress.getLoopbackAddress(), "127.0.0.1");

    private final MediaLab lab = new MediaLab();

    @AfterEach
    void stop() {
        lab.close();
    }

    private static MediaLoop loop(MediaSession session) {
        return ((RtpMediaSession) session).loop();
    }

    private MediaSession near(MediaSession other) {
        return lab.engine.open(LOCAL, MediaProfile.of(MediaLab.config()), event -> {}, other);
    }

    @Test
    void callsThatHaveNothingToDoWithEachOtherTakeTurns() {
        assertThat(loop(lab.open().session())).isNotSameAs(loop(lab.open().session()));
    }

    @Test
    void whoWillTalkWithACallerLivesOnItsLoopAndSoDoesTheirRoom() {
        var caller = lab.open().session();
        for (int i = 0; i < 3; i++) {
            assertThat(loop(near(caller))).isSameAs(loop(caller));
        }
        Conference room = lab.engine.conference(ConferenceConfig.defaults(), event -> {}, caller);
        assertThat(((ConferenceRoom) room).home()).isSameAs(loop(caller));
        room.close();
    }

    @Test
    void aLoopThatIsFarAheadOfTheOthersTakesNobodyMore() {
        var caller = lab.open().session();
        MediaLoop crowded = loop(caller);
        crowded.load().measured(0.19, 0);
        assertThat(loop(near(caller))).isSameAs(crowded);
        crowded.load().measured(0.21, 0);
        assertThat(loop(near(caller))).isNotSameAs(crowded);
    }
}

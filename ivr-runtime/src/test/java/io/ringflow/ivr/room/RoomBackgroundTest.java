package io.ringflow.ivr.room;

import static io.ringflow.ivr.room.RoomPlans.plan;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is heard by who is alone in a conference (flow-protocol 4.1). */
class RoomBackgroundTest {

    private static final String BACKGROUND = "conf-background.wav";

    private final RoomBench bench = new RoomBench();

    @BeforeEach
    void theOperatorHasOne() {
        bench.prompts.put(BACKGROUND, 2_000);
    }

    @AfterEach
    void nothingWaitsForWhatIsOver() {
        bench.table.close();
        assertThat(bench.time.pendingTimers()).isZero();
    }

    private List<String> background() {
        return bench.sound.getFirst().did.stream()
                .filter(what -> what.contains(BACKGROUND))
                .map(what -> what.replace(BACKGROUND, "it"))
                .toList();
    }

    /** Flow protocol 4.1 voicemod. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "1"})
    void itIsHeardWhileOneIsAlone(String mode) {
        var id = bench.create(plan("voicemod", mode));
        bench.join(id, "1");
        assertThat(background()).containsExactly("play it x-1");
        var second = bench.join(id, "2");
        bench.join(id, "3").leave();
        assertThat(background()).containsExactly("play it x-1", "stop it");
        second.leave();
        assertThat(background()).containsExactly("play it x-1", "stop it", "play it x-1");
        boolean tones = bench.sound.getFirst().did.stream().anyMatch(what -> what.contains("conf-joined"));
        assertThat(tones).isEqualTo(mode.equals("1"));
    }

    /** Flow protocol 4.1 voicemod. */
    @Test
    void withVoicemodTwoThereIsNone() {
        bench.join(bench.create(plan("voicemod", "2")), "1");
        assertThat(background()).isEmpty();
    }

    @Test
    void whatTheApplicationPlaysIsHeardInItsPlace() {
        var id = bench.create(plan());
        bench.join(id, "1");
        bench.run(new RoomOperation.Play(id, "music.wav", 1, "", ""));
        assertThat(background()).containsExactly("play it x-1", "stop it");
        bench.seconds(3);
        assertThat(background()).containsExactly("play it x-1", "stop it", "play it x-1");
        bench.run(new RoomOperation.Play(id, "music.wav", -1, "", ""));
        bench.run(new RoomOperation.StopPlay(id, ""));
        assertThat(background()).hasSize(5).last().isEqualTo("play it x-1");
    }

    @Test
    void withoutSuchAFileThereIsSilence() {
        bench.prompts.remove(BACKGROUND);
        bench.join(bench.create(plan()), "1");
        assertThat(background()).isEmpty();
    }
}

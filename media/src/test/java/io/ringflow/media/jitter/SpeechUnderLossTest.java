package io.ringflow.media.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.net.LossRule;
import io.ringflow.testkit.rtp.Stoi;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How well speech is understood that lost packets on its way; prints the figures. */
class SpeechUnderLossTest {
    private static final int SEEDS = 2;

    private static List<Speech> prompts() throws IOException {
        return Speech.prompts();
    }

    @ParameterizedTest
    @CsvSource({"0.01, 0.994", "0.05, 0.975", "0.10, 0.955", "0.20, 0.915"})
    void speechIsUnderstood(double share, double bar) throws IOException {
        double sum = 0;
        int runs = 0;
        int lost = 0;
        int gaps = 0;
        for (Speech speech : prompts()) {
            for (int seed = 1; seed <= SEEDS; seed++) {
                Speech.Heard heard = speech.through(LossRule.random(share, seed));
                sum += Stoi.of(speech.clean(), heard.pcm(), 8_000);
                lost += heard.lost();
                gaps += heard.gaps();
                runs++;
            }
        }
        double stoi = sum / runs;
        System.out.printf(
                "loss %.0f %%: STOI %.4f (bar %.3f), %d gaps in %d lost packets%n", share * 100, stoi, bar, gaps, lost);
        assertThat(stoi).isGreaterThanOrEqualTo(bar);
        assertThat(gaps).isLessThanOrEqualTo(lost / 200);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 6})
    void burstsOfLossLeaveSpeechThatIsUnderstood(int length) throws IOException {
        double sum = 0;
        List<Speech> prompts = prompts();
        for (Speech speech : prompts) {
            Speech.Heard heard = speech.through(LossRule.burst(0.05, length, 1));
            sum += Stoi.of(speech.clean(), heard.pcm(), 8_000);
        }
        double stoi = sum / prompts.size();
        System.out.printf("loss 5 %% in bursts of %d: STOI %.4f%n", length, stoi);
        assertThat(stoi).isGreaterThan(0.93);
    }

    @Test
    void withoutLossNothingIsMissing() throws IOException {
        for (Speech speech : prompts().subList(0, 2)) {
            Speech.Heard heard = speech.through(LossRule.none());
            assertThat(Stoi.of(speech.clean(), heard.pcm(), 8_000))
                    .as(speech.name())
                    .isGreaterThan(0.9985);
        }
    }
}

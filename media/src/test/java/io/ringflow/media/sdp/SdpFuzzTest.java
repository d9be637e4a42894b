package io.ringflow.media.sdp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.MediaFailure;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Whatever arrives, negotiation ends soon and with an answer, a plan or a {@link MediaFailure}. */
class SdpFuzzTest {
    private static final int ROUNDS = 4_000;
    /** Far above what it takes; only an endless or a quadratic loop gets there. */
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final LocalMedia local = Offers.local("PCMA", "PCMU");
    private int answered;
    private int refused;

    private void negotiate(String text) {
        try {
            Negotiation.answer(text, local);
            answered++;
        } catch (MediaFailure expected) {
            refused++;
        }
        try {
            Negotiation.accept(text, local);
        } catch (MediaFailure expected) {
            refused++;
        }
    }

    @Test
    void mutatedOffersAreAnsweredOrRefused() {
        Assertions.assertTimeoutPreemptively(BOUND, () -> {
            Random random = new Random(4566);
            for (int round = 0; round < ROUNDS; round++) {
                String name = Offers.NAMES.get(random.nextInt(Offers.NAMES.size()));
                StringBuilder text = new StringBuilder(Offers.read(name));
                for (int change = random.nextInt(8); change >= 0; change--) {
                    mutate(text, random);
                }
                negotiate(text.toString());
            }
        });
        assertThat(answered).isPositive();
        assertThat(refused).isPositive();
    }

    @Test
    void noiseIsRefused() {
        Assertions.assertTimeoutPreemptively(BOUND, () -> {
            Random random = new Random(8866);
            for (int round = 0; round < ROUNDS; round++) {
                byte[] noise = new byte[random.nextInt(300)];
                random.nextBytes(noise);
                negotiate("v=0\r\n" + new String(noise, ISO_8859_1));
            }
        });
        assertThat(refused).isEqualTo(2 * ROUNDS);
    }

    @Test
    void theLargestDescriptionsTakeNoTime() {
        Assertions.assertTimeoutPreemptively(BOUND, () -> {
            for (String line : new String[] {"a=", "m=audio 1 RTP/AVP 8 ", "c=IN IP4 ", "a=rtpmap:8 ", "a=rtcp:1 "}) {
                negotiate("v=0\r\n" + line + "/".repeat(65_000));
                negotiate("v=0\r\n" + line + " ".repeat(65_000) + "x");
                negotiate("v=0\r\n" + (line + "\r\n").repeat(60_000 / (line.length() + 2)));
            }
        });
        assertThat(answered).isZero();
    }

    private static void mutate(StringBuilder text, Random random) {
        int at = random.nextInt(text.length());
        int to = Math.min(text.length(), at + random.nextInt(40));
        switch (random.nextInt(7)) {
            case 0 -> text.setCharAt(at, (char) random.nextInt(256));
            case 1 -> text.deleteCharAt(at);
            case 2 -> text.insert(at, text.substring(at, to));
            case 3 -> text.insert(at, random.nextLong());
            case 4 -> text.insert(at, "\r\n");
            case 5 -> text.insert(random.nextInt(text.length()), text.substring(at, to));
            default -> text.setLength(Math.max(1, at));
        }
        if (text.length() < 2) {
            text.append("v=0");
        }
    }
}

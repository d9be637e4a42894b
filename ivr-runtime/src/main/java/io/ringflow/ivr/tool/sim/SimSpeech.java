package io.ringflow.ivr.tool.sim;

import io.ringflow.ivr.speech.Speech;
import io.ringflow.ivr.speech.Utterance;
import io.ringflow.media.Clip;
import java.util.concurrent.CompletableFuture;

/** Speech as text: as long as it would take to say it at an ordinary pace. */
final class SimSpeech implements Speech {

    private static final int MILLIS_PER_CHARACTER = 70;
    private static final int MILLIS_PER_IDEOGRAPH = 250;
    private static final int SHORTEST_MILLIS = 400;

    @Override
    public CompletableFuture<Clip> say(Utterance utterance) {
        var text = utterance.text();
        long ideographs = text.codePoints().filter(Character::isIdeographic).count();
        long others = text.codePointCount(0, text.length()) - ideographs;
        double millis = (ideographs * MILLIS_PER_IDEOGRAPH + others * MILLIS_PER_CHARACTER)
                / Utterance.factor(utterance.speed());
        return CompletableFuture.completedFuture(
                new SimClip("says \u201c" + text + "\u201d", Math.max(SHORTEST_MILLIS, (int) millis)));
    }
}

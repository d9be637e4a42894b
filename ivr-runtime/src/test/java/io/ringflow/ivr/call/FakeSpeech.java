package io.ringflow.ivr.call;

import io.ringflow.ivr.speech.Speech;
import io.ringflow.ivr.speech.Utterance;
import io.ringflow.media.Clip;
import io.ringflow.media.play.PcmClip;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Speech that is ready when the test says so: each text becomes a second of silence with its name. */
final class FakeSpeech implements Speech {

    final List<Utterance> wanted = new CopyOnWriteArrayList<>();
    volatile boolean slow;

    private final List<Waiting> waiting = new CopyOnWriteArrayList<>();

    private record Waiting(Utterance utterance, CompletableFuture<Clip> sound) {}

    @Override
    public CompletableFuture<Clip> say(Utterance utterance) {
        wanted.add(utterance);
        var sound = new CompletableFuture<Clip>();
        if (slow) waiting.add(new Waiting(utterance, sound));
        else sound.complete(clip(utterance));
        return sound;
    }

    /** The text that has waited longest is ready now. */
    void ready() {
        var first = waiting.removeFirst();
        first.sound().complete(clip(first.utterance()));
    }

    /** The text that has waited longest can't be had. */
    void fails(RuntimeException why) {
        waiting.removeFirst().sound().completeExceptionally(why);
    }

    private static Clip clip(Utterance utterance) {
        return new PcmClip("say " + utterance.text(), new short[8_000], 8_000);
    }
}

package io.ringflow.ivr.call;

import io.ringflow.media.Clip;
import io.ringflow.media.EncodedClip;
import io.ringflow.media.MediaAddress;
import io.ringflow.media.MediaEvent;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaFailure.Kind;
import io.ringflow.media.MediaListener;
import io.ringflow.media.MediaProfile;
import io.ringflow.media.MediaQuality;
import io.ringflow.media.MediaSession;
import io.ringflow.media.MediaStats;
import io.ringflow.media.Playback;
import io.ringflow.media.Recording;
import io.ringflow.media.RecordingPlan;
import io.ringflow.media.codec.Codec;
import io.ringflow.testkit.time.FakeTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Media without sound: prompts last as long as the test's time says. One session. */
final class FakeMedia implements MediaPort, Prompts, MediaSession {

    final List<String> heard = new CopyOnWriteArrayList<>();
    String trunk = "";
    final Map<String, Duration> lengths = new ConcurrentHashMap<>();
    final List<MediaSession> near = new CopyOnWriteArrayList<>();
    final AtomicLong closed = new AtomicLong();
    final AtomicLong opened = new AtomicLong();
    volatile boolean portsLeft = true;
    volatile boolean failsToPlay;
    volatile @Nullable MediaAddress address;

    private final FakeTime time;
    private final AtomicLong ids = new AtomicLong();
    private volatile MediaListener listener = event -> {};

    FakeMedia(FakeTime time) {
        this.time = time;
    }

    @Override
    public MediaSession open(MediaAddress where, MediaProfile profile, MediaListener owner) {
        if (!portsLeft) throw new MediaFailure(Kind.NO_PORTS, "no port is free");
        opened.incrementAndGet();
        address = where;
        listener = owner;
        trunk = profile.trunk();
        return this;
    }

    @Override
    public MediaSession open(MediaAddress where, MediaProfile profile, MediaListener owner, MediaSession toTalkWith) {
        near.add(toTalkWith);
        return open(where, profile, owner);
    }

    @Override
    public Clip load(String name) {
        var length = lengths.get(name);
        if (length == null) throw new MediaFailure(Kind.NO_SUCH_PROMPT, "no such prompt: " + name);
        return new FakeClip(name, (int) length.toMillis());
    }

    @Override
    public Playback play(Clip clip, int passes) {
        if (failsToPlay) throw new IllegalStateException("a fault in media");
        var playback = new FakePlayback(ids.incrementAndGet(), clip, passes);
        heard.add("play " + clip.name() + " x" + passes);
        playback.nextPass(1);
        return playback;
    }

    void pressed(String keys) {
        for (char key : keys.toCharArray()) tell(new MediaEvent.Digit(key, MediaEvent.DigitSource.RFC4733, 0));
    }

    void tell(MediaEvent event) {
        listener.onEvent(event);
    }

    @Override
    public String id() {
        return "media";
    }

    @Override
    public String answer(String offer) {
        if (offer.equals("broken")) throw new MediaFailure(Kind.BAD_DESCRIPTION, "not a description");
        if (offer.equals("video only")) throw new MediaFailure(Kind.NOT_ACCEPTABLE, "nothing in common");
        return "answer to " + offer;
    }

    @Override
    public String offer() {
        return "our offer";
    }

    @Override
    public void accept(String answer) {
        if (answer.equals("video only")) throw new MediaFailure(Kind.NOT_ACCEPTABLE, "nothing in common");
        heard.add("accept " + answer);
    }

    @Override
    public long sendDigits(String keys, int durationMillis, int gapMillis) {
        for (char key : keys.toCharArray()) tell(new MediaEvent.DigitToSignal(key, durationMillis));
        tell(new MediaEvent.DigitsSent(1, true));
        return 1;
    }

    @Override
    public void digitBySignalling(char digit, int durationMillis) {
        tell(new MediaEvent.Digit(digit, MediaEvent.DigitSource.SIP_INFO, 0));
    }

    @Override
    public Recording record(RecordingPlan plan) {
        throw new MediaFailure(Kind.OVERLOADED, "nothing is recorded here");
    }

    @Override
    public MediaStats stats() {
        return new MediaStats("PCMA", 10, 20, 1000, 2000, 0, 0, 0, 0, 0, -1, -1, MediaQuality.NONE);
    }

    @Override
    public String describe() {
        return "fake";
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }

    private final class FakePlayback implements Playback {
        private final long id;
        private final Clip clip;
        private final int passes;
        private @Nullable Future<?> timer;
        private boolean over;

        FakePlayback(long id, Clip clip, int passes) {
            this.id = id;
            this.clip = clip;
            this.passes = passes;
        }

        synchronized void nextPass(int pass) {
            timer = time.schedule(() -> finished(pass), clip.durationMillis(), TimeUnit.MILLISECONDS);
        }

        private synchronized void finished(int pass) {
            if (over) return;
            tell(new MediaEvent.PassFinished(id, pass));
            if (pass == passes) end(true);
            else nextPass(pass + 1);
        }

        private void end(boolean completed) {
            over = true;
            heard.add((completed ? "end " : "stop ") + clip.name());
            tell(new MediaEvent.PlaybackEnded(id, completed));
        }

        @Override
        public long id() {
            return id;
        }

        @Override
        public synchronized void close() {
            if (over) return;
            if (timer != null) timer.cancel(false);
            end(false);
        }
    }

    private record FakeClip(String name, int durationMillis) implements Clip {
        @Override
        public short[] pcm(int sampleRate) {
            return new short[0];
        }

        @Override
        public EncodedClip encoded(Codec codec, int packetMillis) {
            return EncodedClip.NONE;
        }
    }
}

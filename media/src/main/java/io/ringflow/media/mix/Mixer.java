package io.ringflow.media.mix;

import io.ringflow.media.graph.AudioSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A conference's sound: once per tick sums who is heard, takes each one's own voice from what it hears, and limits and
 * encodes what many hear once for all of them. Owned by the room's loop; {@link MixerPort ports} connect it with others.
 */
public final class Mixer {
    static final int FRAMES_PER_SECOND = 50;

    /** Members that leave in one tick; the others the next. */
    static final int LEAVING_PER_TICK = 64;

    private static final Member[] NOBODY = {};

    private final PlaybackListener playbacks;
    private final int[] sum;
    private final SpeakerChoice choice;
    private final Mixes mixes = new Mixes();
    private final List<PlayTap> playing = new ArrayList<>();
    private final List<Recorded> recorded = new ArrayList<>();

    private Member[] members = NOBODY;
    private int size;
    private boolean closing;
    private long number;

    /** Who records what. */
    private record Recorded(AudioSink sink, Mix mix) {}

    /**
     * @param maxSpeakers most members heard at a time
     * @param sum room for a frame at the highest rate, shared by what lives on one loop
     */
    public Mixer(int maxSpeakers, PlaybackListener playbacks, int[] sum) {
        this.sum = sum;
        this.playbacks = playbacks;
        this.choice = new SpeakerChoice(maxSpeakers);
    }

    /** Lets a member in from the next tick on. */
    public void add(MixerPort port, MemberListener listener) {
        if (size == members.length) {
            members = Arrays.copyOf(members, Math.max(8, 2 * size));
        }
        members[size++] = new Member(port, listener, sum);
    }

    public int members() {
        return size;
    }

    /** Nobody is in and nothing plays: no tick is needed. */
    public boolean idle() {
        return size == 0 && playing.isEmpty();
    }

    /** Nobody records, nothing plays, and nobody is on the way out: there is nothing here but the members. */
    public boolean onlyMembers() {
        return playing.isEmpty() && recorded.isEmpty() && !closing;
    }

    /** From now on everybody leaves, some per tick, and nothing plays. */
    public void dismiss() {
        closing = true;
        playing.forEach(PlayTap::stop);
    }

    /** Plays PCM of this rate from the next tick on; {@code passes} negative for ever. */
    public void play(long playback, short[] pcm, int rate, int passes) {
        PlayTap tap = new PlayTap(playback, pcm, rate, passes);
        if (closing) {
            tap.stop();
        }
        playing.add(tap);
    }

    public void stop(long playback) {
        for (PlayTap tap : playing) {
            if (tap.id() == playback) {
                tap.stop();
            }
        }
    }

    /** Gives the sink everything from the next tick on. */
    public void record(AudioSink sink, int rate) {
        Mix mix = mixes.find(-1, rate, Mixes.NOBODY);
        mix.enter();
        recorded.add(new Recorded(sink, mix));
    }

    public void stopRecording(AudioSink sink) {
        for (int i = recorded.size() - 1; i >= 0; i--) {
            if (recorded.get(i).sink == sink) {
                recorded.remove(i).mix.leave();
            }
        }
    }

    /** One tick. */
    public void mix() {
        number++;
        listen();
        mixes.begin();
        for (int i = 0; i < size; i++) {
            members[i].speak(mixes);
        }
        for (int i = 0; i < playing.size(); i++) {
            playing.get(i).speak(mixes);
        }
        mixes.complete();
        for (int i = 0; i < size; i++) {
            members[i].hear(number);
        }
        mixes.publish(number);
        for (int i = 0; i < recorded.size(); i++) {
            Mix mix = recorded.get(i).mix;
            recorded.get(i).sink.push(mix.log().frame(number), mix.log().samples(), mix.rate());
        }
        complete();
    }

    private void listen() {
        int leaving = 0;
        int maySpeak = 0;
        for (int i = 0; i < size; i++) {
            Member member = members[i];
            if (leaving < LEAVING_PER_TICK && (closing || member.asksToLeave())) {
                leaving++;
                member.leave();
            }
            member.listen();
            member.tuneIn(mixes);
            maySpeak += member.maySpeak() ? 1 : 0;
        }
        choice.choose(members, size, maySpeak);
    }

    private void complete() {
        for (int i = size - 1; i >= 0; i--) {
            Member member = members[i];
            member.complete();
            if (member.leaving()) {
                members[i] = members[--size];
                member.gone();
            }
        }
        for (int i = playing.size() - 1; i >= 0; i--) {
            if (playing.get(i).done()) {
                PlayTap ended = playing.remove(i);
                playbacks.played(ended.id(), !ended.stopped());
            }
        }
    }

    /** Frees what encoders hold, when the last tick has been. */
    public void close() {
        mixes.close();
    }

    /** Payloads that are encoded per tick, each for all who hear the same. */
    public int encodings() {
        return mixes.encodings();
    }

    /** Different mixes made per tick. */
    public int mixes() {
        return mixes.size();
    }

    /** The highest rate at which anybody hears, in Hz, and at least 8000. */
    public int highestRate() {
        int highest = 8_000;
        for (int i = 0; i < size; i++) {
            highest = Math.max(highest, members[i].port().rate());
        }
        return highest;
    }
}

package io.ringflow.media.mix;

import io.ringflow.media.codec.Codec;
import org.jspecify.annotations.Nullable;

/** The mixer's side of a member: what it says in this tick, and what it is to hear. Owned by the room's loop. */
final class Member {
    private static final int WINDOW_FRAMES = 100;

    private final MixerPort port;
    private final MemberListener listener;
    private final int[] sum;
    private final SpeechDetector speech = new SpeechDetector();
    private final Voice voice = new Voice(0);

    private Settings settings;
    private boolean leaving;
    /** Channels that its voice goes to; those of its settings, but for the tick in which it fades out of the old ones. */
    private int channels;

    private boolean hasFrame;
    private int leastWaiting = FrameRing.FRAMES;
    private int windowFrames;
    private boolean tooLate;

    private Mix mix = Mix.NONE;
    private Mix before = Mix.NONE;
    private @Nullable OwnMix own;

    private boolean talking;
    private int level = Level.SILENCE;

    /** Kept by {@link SpeakerChoice}. */
    boolean chosen;
    /** Kept by {@link SpeakerChoice}: since when. */
    int heardFrames;

    /** @param sum room for a frame, shared by what lives on one loop */
    Member(MixerPort port, MemberListener listener, int[] sum) {
        this.sum = sum;
        this.port = port;
        this.listener = listener;
        this.settings = port.settings();
    }

    MixerPort port() {
        return port;
    }

    SpeechDetector speech() {
        return speech;
    }

    boolean asksToLeave() {
        return port.leaving();
    }

    /** This is its last tick. */
    void leave() {
        leaving = true;
    }

    boolean leaving() {
        return leaving;
    }

    boolean maySpeak() {
        return speaksOn() != 0;
    }

    private int speaksOn() {
        return leaving || port.heldBack() ? 0 : settings.speaksOn();
    }

    /** Takes up what was set, and looks at what has been said since the last tick. */
    void listen() {
        settings = port.settings();
        FrameRing ring = port.voice();
        if (hasFrame) {
            ring.release();
        }
        int depth = ring.depth();
        hasFrame = depth > 0;
        if (hasFrame) {
            notice(ring, depth - 1);
        }
        speech.hear(hasFrame ? ring.level() : Level.SILENCE);
    }

    /** A frame that always waited is one too many: it goes unheard, or is faded into the next. */
    private void notice(FrameRing ring, int waiting) {
        leastWaiting = Math.min(leastWaiting, waiting);
        if (++windowFrames == WINDOW_FRAMES) {
            tooLate = leastWaiting > 0;
            leastWaiting = FrameRing.FRAMES;
            windowFrames = 0;
        }
        if (tooLate && voice.quiet() && waiting > 0) {
            tooLate = false;
            ring.release();
        }
    }

    /** Finds the mix that it is to hear. */
    void tuneIn(Mixes mixes) {
        int rate = port.rate();
        if (rate == 0) {
            return;
        }
        int voiceRate = hasFrame ? port.voice().rate() : voice.rate();
        boolean apart = voiceRate != 0 && voiceRate != rate;
        Voice without = apart ? voice : Mixes.NOBODY;
        if (!mix.is(settings.hears(), rate, without)) {
            mix.leave();
            mix = mixes.find(settings.hears(), rate, without);
            mix.enter();
        }
    }

    /** Adds its voice to the mixes that hear it. */
    void speak(Mixes mixes) {
        int wanted = speaksOn();
        if (voice.quiet()) {
            channels = wanted;
        }
        float volume = chosen && channels == wanted ? settings.voiceGain() : 0;
        utter(volume);
        if (!voice.silent()) {
            mixes.add(voice, channels);
        }
    }

    private void utter(float volume) {
        FrameRing ring = port.voice();
        if (voice.quiet() && (volume == 0 || !hasFrame)) {
            voice.rest();
        } else if (!hasFrame) {
            voice.miss();
        } else if (tooLate && ring.hasSecond()) {
            tooLate = false;
            voice.takeBoth(ring.frame(), ring.second(), ring.rate(), volume);
            ring.release();
        } else {
            voice.take(ring.frame(), ring.rate(), ring.level(), volume);
        }
    }

    /** Makes a mix of its own where what it hears is not what others hear. */
    void hear(long number) {
        if (mix == Mix.NONE) {
            return;
        }
        boolean isIn = isIn(mix);
        Cue cue = port.cue();
        OwnMix made = own;
        if (isIn || !cue.over() || settings.hearingGain() != 1 || (before != mix && before != Mix.NONE)) {
            made = ownMix();
            made.begin(before.rate() == mix.rate() ? before : mix);
        } else if (made == null || !made.on() || made.end(mix)) {
            share(number);
            return;
        }
        made.make(before, mix, voice, isIn(before), isIn, settings.hearingGain(), cue, number);
    }

    private boolean isIn(Mix heard) {
        return !voice.silent() && voice.rate() == heard.rate() && heard.hears(channels, voice);
    }

    private OwnMix ownMix() {
        OwnMix present = own;
        if (present == null || present.log().rate() != mix.rate()) {
            present = new OwnMix(mix.rate(), sum);
            own = present;
            port.hearOwn(present.log());
        }
        return present;
    }

    private void share(long number) {
        Codec codec = port.codec();
        if (codec != null && codec.sampleRate() == mix.rate()) {
            mix.want(codec, number);
        }
    }

    /** All mixes of this tick are there to be heard. */
    void complete() {
        if (before != mix) {
            before = mix;
            port.hear(mix);
        }
        boolean talks = speech.talking() && maySpeak();
        int loud = hasFrame ? port.voice().level() : Level.SILENCE;
        if (talks != talking || loud != level) {
            level = loud;
            port.tell(level, talks);
        }
        if (talks != talking) {
            talking = talks;
            listener.talking(talks);
        }
    }

    /** It is out: hears nothing more. */
    void gone() {
        mix.leave();
        port.hear(Mix.NONE);
        port.tell(Level.SILENCE, false);
        listener.gone();
    }
}

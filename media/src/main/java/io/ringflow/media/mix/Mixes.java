package io.ringflow.media.mix;

import java.util.Arrays;

/** The mixes that anybody hears or records. Owned by the room's loop. */
final class Mixes {
    /** Left out of nothing. */
    static final Voice NOBODY = new Voice(0);

    private Mix[] mixes = {};

    /** A mix of these channels at this rate; made when there is none. */
    Mix find(int hears, int rate, Voice without) {
        for (Mix mix : mixes) {
            if (mix.is(hears, rate, without)) {
                return mix;
            }
        }
        Mix made = new Mix(hears, rate, without);
        mixes = Arrays.copyOf(mixes, mixes.length + 1);
        mixes[mixes.length - 1] = made;
        return made;
    }

    void begin() {
        for (Mix mix : mixes) {
            mix.begin();
        }
    }

    void add(Voice voice, int speaksOn) {
        for (Mix mix : mixes) {
            if (mix.hears(speaksOn, voice)) {
                mix.add(voice);
            }
        }
    }

    void complete() {
        for (Mix mix : mixes) {
            mix.complete();
        }
    }

    /** Limits and encodes them; those that nobody hears any more end. */
    void publish(long number) {
        boolean unused = false;
        for (Mix mix : mixes) {
            mix.publish(number);
            mix.forget(number);
            unused |= mix.users() == 0;
        }
        if (unused) {
            sweep();
        }
    }

    private void sweep() {
        for (Mix mix : mixes) {
            if (mix.users() == 0) {
                mix.close();
            }
        }
        mixes = Arrays.stream(mixes).filter(mix -> mix.users() > 0).toArray(Mix[]::new);
    }

    void close() {
        for (Mix mix : mixes) {
            mix.close();
        }
    }

    /** Payloads encoded per tick for more than one. */
    int encodings() {
        int count = 0;
        for (Mix mix : mixes) {
            count += mix.encodings();
        }
        return count;
    }

    int size() {
        return mixes.length;
    }
}

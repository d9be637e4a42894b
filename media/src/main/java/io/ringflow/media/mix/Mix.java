package io.ringflow.media.mix;

import io.ringflow.media.codec.Codec;
import io.ringflow.media.resample.RateConverter;
import java.util.Arrays;

/**
 * What all members hear who hear the same channels at the same rate: the sum of the voices, limited, and encoded once per
 * codec. Speakers of the same rate are summed as they are, those of each other rate together and then converted. Written
 * by the room's loop; members on any loop read {@link #latest}, {@link #log} and the payloads ({@link #read}).
 */
final class Mix {
    /** For whoever is not told yet what to hear. */
    static final Mix NONE = new Mix(0, Mixer.FRAMES_PER_SECOND, new Voice(0));

    private static final SharedEncoding[] NO_ENCODINGS = {};
    /** How long what nobody hears is still encoded. */
    private static final int PATIENCE_FRAMES = 100;
    /** How long its encoder is kept, so that whoever comes back to it costs nothing: the only speaker of a codec does. */
    private static final int MEMORY_FRAMES = 10 * 60 * Mixer.FRAMES_PER_SECOND;

    private final int hears;
    private final Voice excluded;
    private final int[] sum;
    private final Limiter limiter;
    private final FrameLog log;

    private Feed[] feeds = {};
    private int users;
    private boolean turns;

    private volatile SharedEncoding[] encodings = NO_ENCODINGS;
    private volatile long latest = FrameLog.NEVER;

    /** Voices of another rate, on their way. */
    private static final class Feed {
        final int rate;
        final int[] sum;
        final RateConverter converter;
        boolean heard;

        Feed(int rate, int to) {
            this.rate = rate;
            this.sum = new int[rate / Mixer.FRAMES_PER_SECOND];
            this.converter = new RateConverter(rate, to, sum.length);
        }
    }

    /** @param excluded a voice that is left out, when it can't be taken from the sum again */
    Mix(int hears, int rate, Voice excluded) {
        this.hears = hears;
        this.excluded = excluded;
        this.log = new FrameLog(rate);
        this.sum = new int[log.samples()];
        this.limiter = new Limiter(log.samples());
    }

    boolean is(int channels, int rate, Voice without) {
        return hears == channels && log.rate() == rate && excluded == without;
    }

    int rate() {
        return log.rate();
    }

    /** How many hear it, or record it. */
    int users() {
        return users;
    }

    void enter() {
        users++;
    }

    void leave() {
        users--;
    }

    void begin() {
        turns = false;
        Arrays.fill(sum, 0);
    }

    boolean hears(int speaksOn, Voice voice) {
        return (hears & speaksOn) != 0 && voice != excluded;
    }

    void add(Voice voice) {
        turns |= voice.turns();
        int[] target = sum;
        if (voice.rate() != log.rate()) {
            Feed feed = feed(voice.rate());
            target = feed.sum;
            if (!feed.heard) {
                feed.heard = true;
                Arrays.fill(target, 0);
            }
        }
        int[] samples = voice.samples();
        for (int i = 0, count = voice.count(); i < count; i++) {
            target[i] += samples[i];
        }
    }

    private Feed feed(int rate) {
        for (Feed feed : feeds) {
            if (feed.rate == rate) {
                return feed;
            }
        }
        Feed added = new Feed(rate, log.rate());
        feeds = Arrays.copyOf(feeds, feeds.length + 1);
        feeds[feeds.length - 1] = added;
        return added;
    }

    /** Every voice has been added. */
    void complete() {
        for (Feed feed : feeds) {
            if (feed.heard) {
                feed.converter.add(feed.sum, feed.sum.length, sum);
            } else {
                feed.converter.addSilence(feed.sum.length, sum);
            }
            feed.heard = false;
        }
    }

    /** The sum, not limited. */
    int[] sum() {
        return sum;
    }

    Limiter limiter() {
        return limiter;
    }

    /** Members that have a mix of their own have been served. */
    void publish(long number) {
        short[] frame = log.begin(number);
        limiter.limit(sum, frame);
        log.publish(number, turns);
        for (SharedEncoding encoding : encodings) {
            if (number - encoding.wantedAt() <= PATIENCE_FRAMES) {
                encoding.encode(frame, number);
            }
        }
        latest = number;
    }

    /** Someone hears this mix in this codec now. */
    void want(Codec codec, long number) {
        for (SharedEncoding encoding : encodings) {
            if (encoding.is(codec)) {
                encoding.wanted(number);
                return;
            }
        }
        SharedEncoding[] more = Arrays.copyOf(encodings, encodings.length + 1);
        more[more.length - 1] = new SharedEncoding(codec);
        more[more.length - 1].wanted(number);
        encodings = more;
    }

    /** Lets go of what nobody has wanted for long. */
    void forget(long number) {
        for (SharedEncoding encoding : encodings) {
            if (number - encoding.wantedAt() > MEMORY_FRAMES) {
                encodings = Arrays.stream(encodings)
                        .filter(other -> other != encoding)
                        .toArray(SharedEncoding[]::new);
                encoding.close();
            }
        }
    }

    void close() {
        for (SharedEncoding encoding : encodings) {
            encoding.close();
        }
        encodings = NO_ENCODINGS;
    }

    /** Number of the last frame, or {@link FrameLog#NEVER}. On any loop, as what follows. */
    long latest() {
        return latest;
    }

    FrameLog log() {
        return log;
    }

    /** Copies the payload of a frame; negative when this mix is not encoded so. */
    int read(Codec codec, long number, byte[] payload) {
        for (SharedEncoding encoding : encodings) {
            if (encoding.is(codec)) {
                return encoding.read(number, payload);
            }
        }
        return -1;
    }

    /** Codecs that it is encoded in. */
    int encodings() {
        int awake = 0;
        for (SharedEncoding encoding : encodings) {
            awake += latest - encoding.wantedAt() <= PATIENCE_FRAMES ? 1 : 0;
        }
        return awake;
    }
}

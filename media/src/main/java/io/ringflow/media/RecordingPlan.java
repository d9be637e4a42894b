package io.ringflow.media;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What to record of a leg, and where to.
 *
 * @param file its final name; while it is written it has {@code .part} added, so that a file with this name is whole
 * @param sampleRate of the file in Hz: 8000, 16000 or 48000
 * @param limit the recording ends by itself when it is this long; zero for never
 * @param lead silence before it begins, so that the tracks of legs that come one after the other lie side by side
 * @param silence the recording ends by itself when the far end has not spoken for so long; zero for never
 */
public record RecordingPlan(
        Path file, Layout layout, Format format, int sampleRate, Duration limit, Duration lead, Duration silence) {

    /** Which directions, in which channels. */
    public enum Layout {
        /** The far end alone, one channel. */
        CALLER(1, 1),
        /** Both directions in one channel. */
        MIXED(2, 1),
        /** The far end left, we right; both from one clock. */
        TWO_CHANNEL(2, 2);

        private final int tracks;
        private final int channels;

        Layout(int tracks, int channels) {
            this.tracks = tracks;
            this.channels = channels;
        }

        /** Directions recorded. */
        public int tracks() {
            return tracks;
        }

        /** Channels of the file. */
        public int channels() {
            return channels;
        }
    }

    /** Kinds of file. */
    public enum Format {
        /** RIFF WAVE, 16 bits linear. */
        WAV,
        /** MPEG layer III, constant 32 kbit/s a channel; made of the finished WAV. */
        MP3
    }

    public RecordingPlan {
        if (sampleRate != 8_000 && sampleRate != 16_000 && sampleRate != 48_000) {
            throw new IllegalArgumentException(
                    "a recording has 8000, 16000 or 48000 samples a second, not " + sampleRate);
        }
        if (limit.isNegative() || lead.isNegative() || silence.isNegative()) {
            throw new IllegalArgumentException("limit " + limit + ", lead " + lead + ", silence " + silence);
        }
    }

    /** One that no silence ends. */
    public RecordingPlan(Path file, Layout layout, Format format, int sampleRate, Duration limit, Duration lead) {
        this(file, layout, format, sampleRate, limit, lead, Duration.ZERO);
    }

    /** One channel, 8 kHz, WAV, without limit. */
    public static RecordingPlan caller(Path file) {
        return new RecordingPlan(file, Layout.CALLER, Format.WAV, 8_000, Duration.ZERO, Duration.ZERO);
    }
}

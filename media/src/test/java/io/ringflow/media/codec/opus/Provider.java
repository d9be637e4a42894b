package io.ringflow.media.codec.opus;

/** Both implementations, for tests that each must pass. */
enum Provider {
    LIBOPUS {
        @Override
        OpusLibrary library() {
            return LibOpus.load().orElseThrow(() -> new AssertionError("install libopus0 (Debian): tests need it"));
        }
    },
    CONCENTUS {
        @Override
        OpusLibrary library() {
            return new Concentus();
        }
    };

    abstract OpusLibrary library();

    Opus codec(int sampleRate) {
        return new Opus(library(), OpusSettings.of(sampleRate));
    }
}

package io.ringflow.media.dtmf;

/** Told of keys heard as tones, in order; on the loop of who pushes the audio. */
public interface ToneListener {

    /** Nobody. */
    ToneListener NONE = new ToneListener() {
        @Override
        public void toneBegan(char digit, int ageMillis) {}

        @Override
        public void toneEnded(char digit, int durationMillis) {}
    };

    /**
     * A key sounds.
     *
     * @param digit {@code 0-9 * # A-D}
     * @param ageMillis how long it has sounded already
     */
    void toneBegan(char digit, int ageMillis);

    /** The key that began last has fallen silent. */
    void toneEnded(char digit, int durationMillis);
}

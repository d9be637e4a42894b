package io.ringflow.media.graph;

/** Passes audio on to any number of sinks. Owned by the leg's loop; only a change of sinks allocates. */
public final class AudioTee implements AudioSink {
    private static final AudioSink[] NONE = {};

    private AudioSink[] sinks = NONE;

    /** From now on this hears too; once, however often it is added. */
    public void add(AudioSink sink) {
        remove(sink);
        AudioSink[] more = new AudioSink[sinks.length + 1];
        System.arraycopy(sinks, 0, more, 0, sinks.length);
        more[sinks.length] = sink;
        sinks = more;
    }

    public void remove(AudioSink sink) {
        for (int i = 0; i < sinks.length; i++) {
            if (sinks[i] == sink) {
                AudioSink[] fewer = new AudioSink[sinks.length - 1];
                System.arraycopy(sinks, 0, fewer, 0, i);
                System.arraycopy(sinks, i + 1, fewer, i, fewer.length - i);
                sinks = fewer;
                return;
            }
        }
    }

    /** Whether nobody hears: what would be pushed need not be made. */
    public boolean isEmpty() {
        return sinks.length == 0;
    }

    @Override
    public void push(short[] frame, int samples, int sampleRate) {
        for (AudioSink sink : sinks) {
            sink.push(frame, samples, sampleRate);
        }
    }
}

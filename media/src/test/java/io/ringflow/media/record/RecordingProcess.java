package io.ringflow.media.record;

import io.ringflow.media.MediaObserver;
import io.ringflow.media.RecordingPlan;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** Records for ever, to be killed: argument 0 is the file. */
public final class RecordingProcess {
    private static final long MANY_TICKS = 100_000;

    private RecordingProcess() {}

    public static void main(String[] arguments) {
        RecordingPlan plan = RecordingPlan.caller(Path.of(arguments[0]));
        Tape tape = Recordings.tape(plan);
        var recordings = new Recordings(InstantSource.system(), MediaObserver.NONE);
        recordings.write(plan, tape);
        short[] pcm = new short[160];
        Arrays.fill(pcm, (short) 1234);
        for (int tick = 0; tick < MANY_TICKS; tick++) {
            tape.track(0).push(pcm, pcm.length, 8_000);
            tape.turn(tick);
            LockSupport.parkNanos(1_000_000);
        }
    }
}

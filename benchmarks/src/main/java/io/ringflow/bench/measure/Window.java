package io.ringflow.bench.measure;

import io.ringflow.bench.load.ProcessSample;
import io.ringflow.bench.load.StealSample;
import io.ringflow.bench.peer.Heard;
import io.ringflow.bench.peer.NativePeer;
import java.time.Duration;

/**
 * What one stretch of steady load has shown.
 *
 * @param cores of the process that was watched
 * @param toolCores of this process and the callers' RTP
 * @param stealPercent of the whole machine, taken by its host
 */
record Window(Heard heard, double cores, double toolCores, double stealPercent, double seconds) {

    /** Watches a process for a while, from now. */
    static Window of(long pid, NativePeer peer, Duration length) {
        peer.forget();
        long start = System.nanoTime();
        long before = cpuMillis(pid);
        long toolBefore = toolMillis(peer);
        var stealBefore = StealSample.now();
        Progress.pass(length);
        double seconds = (System.nanoTime() - start) / 1e9;
        long used = cpuMillis(pid) - before;
        long toolUsed = toolMillis(peer) - toolBefore;
        double steal = StealSample.now().percentSince(stealBefore);
        return new Window(peer.collect(), used / 1000.0 / seconds, toolUsed / 1000.0 / seconds, steal, seconds);
    }

    static long cpuMillis(long pid) {
        return ProcessSample.of(pid).map(ProcessSample::cpuMillis).orElse(0L);
    }

    /** CPU of this process and the callers' RTP. */
    static long toolMillis(NativePeer peer) {
        return cpuMillis(ProcessHandle.current().pid()) + cpuMillis(peer.pid());
    }

    double pacingMillis(double percentile) {
        return heard.spread("schedule").getValueAtPercentile(percentile) / 1e6;
    }

    double betweenMillis(double percentile) {
        return heard.spread("between").getValueAtPercentile(percentile) / 1e6;
    }

    double lossPercent() {
        return heard.lossPercent();
    }
}

package io.ringflow.media.codec.opus;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What one direction needs outside the heap: the library's state, the PCM and the packet it works on. Owned by one
 * encoder or decoder. Freed with the last reference to it, or given back to be used again.
 */
final class OpusMemory {
    private static final int ALIGNMENT = 16;

    private final MemorySegment segment;
    private final long pcmOffset;
    private final long packetOffset;

    private OpusMemory(int stateBytes, int pcmSamples, int packetBytes) {
        pcmOffset = aligned(stateBytes);
        packetOffset = pcmOffset + aligned(2L * pcmSamples);
        segment = Arena.ofAuto().allocate(packetOffset + packetBytes, ALIGNMENT);
    }

    private static long aligned(long bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    long state() {
        return segment.address();
    }

    long pcm() {
        return segment.address() + pcmOffset;
    }

    long packet() {
        return segment.address() + packetOffset;
    }

    void putPcm(short[] samples, int from, int count) {
        MemorySegment.copy(samples, from, segment, JAVA_SHORT, pcmOffset, count);
    }

    void getPcm(int from, short[] samples, int offset, int count) {
        MemorySegment.copy(segment, JAVA_SHORT, pcmOffset + 2L * from, samples, offset, count);
    }

    void putPacket(byte[] packet, int from, int count) {
        MemorySegment.copy(packet, from, segment, JAVA_BYTE, packetOffset, count);
    }

    void getPacket(byte[] packet, int offset, int count) {
        MemorySegment.copy(segment, JAVA_BYTE, packetOffset, packet, offset, count);
    }

    /** Memory of one size that is kept for the next call. Safe for use by any thread. */
    static final class Pool {
        private static final int MOST_KEPT = 256;

        private final int stateBytes;
        private final int pcmSamples;
        private final int packetBytes;
        private final ConcurrentLinkedQueue<OpusMemory> kept = new ConcurrentLinkedQueue<>();
        private final AtomicInteger count = new AtomicInteger();

        Pool(int stateBytes, int pcmSamples, int packetBytes) {
            this.stateBytes = stateBytes;
            this.pcmSamples = pcmSamples;
            this.packetBytes = packetBytes;
        }

        OpusMemory take() {
            OpusMemory memory = kept.poll();
            if (memory == null) {
                return new OpusMemory(stateBytes, pcmSamples, packetBytes);
            }
            count.decrementAndGet();
            return memory;
        }

        void give(OpusMemory memory) {
            if (count.incrementAndGet() > MOST_KEPT) {
                count.decrementAndGet();
            } else {
                kept.add(memory);
            }
        }
    }
}

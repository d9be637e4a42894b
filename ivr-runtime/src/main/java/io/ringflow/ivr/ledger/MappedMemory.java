package io.ringflow.ivr.ledger;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/** A piece of a file that is mapped into memory: the kernel has what was stored, whatever becomes of the process. */
record MappedMemory(MemorySegment map) implements SlotMemory {

    private static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle();

    @Override
    public long word(long at) {
        return (long) WORD.getAcquire(map, at);
    }

    @Override
    public void word(long at, long value) {
        WORD.setRelease(map, at, value);
    }

    @Override
    public byte[] bytes(long at, int length) {
        return map.asSlice(at, length).toArray(ValueLayout.JAVA_BYTE);
    }

    @Override
    public void bytes(long at, byte[] from, int length) {
        MemorySegment.copy(from, 0, map, ValueLayout.JAVA_BYTE, at, length);
    }
}

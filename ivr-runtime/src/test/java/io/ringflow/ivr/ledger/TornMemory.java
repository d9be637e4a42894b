package io.ringflow.ivr.ledger;

import java.nio.ByteBuffer;
import java.util.Random;

/** Memory whose process is killed after so many stores: a word is one, each byte of a copy is one. */
final class TornMemory implements SlotMemory {

    private static final int SECTOR = 512;

    private final ByteBuffer bytes;
    private long storesLeft;

    /** The process is dead. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    TornMemory(byte[] bytes, long storesLeft) {
        this.bytes = ByteBuffer.wrap(bytes);
        this.storesLeft = storesLeft;
    }

    static TornMemory whole() {
        return new TornMemory(new byte[Slot.BYTES], Long.MAX_VALUE);
    }

    byte[] image() {
        return bytes.array().clone();
    }

    long storesLeft() {
        return storesLeft;
    }

    /** What a disk may hold that was written to between two moments: each sector as it was at one of them. */
    static byte[] mixed(byte[] before, byte[] after, Random chance) {
        byte[] disk = before.clone();
        for (int at = 0; at < disk.length; at += SECTOR) {
            if (chance.nextBoolean()) System.arraycopy(after, at, disk, at, SECTOR);
        }
        return disk;
    }

    @Override
    public long word(long at) {
        return bytes.getLong((int) at);
    }

    @Override
    public void word(long at, long value) {
        store();
        bytes.putLong((int) at, value);
    }

    @Override
    public byte[] bytes(long at, int length) {
        byte[] copy = new byte[length];
        bytes.get((int) at, copy);
        return copy;
    }

    @Override
    public void bytes(long at, byte[] from, int length) {
        for (int i = 0; i < length; i++) {
            store();
            bytes.put((int) at + i, from[i]);
        }
    }

    private void store() {
        if (storesLeft-- <= 0) throw new Killed();
    }
}

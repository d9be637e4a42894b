package io.ringflow.ivr.ledger;

/** The bytes that slots lie in. A store that was made survives a kill of the process. */
interface SlotMemory {

    /** @param at a multiple of 8 */
    long word(long at);

    /** Stores eight bytes at once, after whatever was stored before. @param at a multiple of 8 */
    void word(long at, long value);

    byte[] bytes(long at, int length);

    /** Stores the first bytes; a kill may come between any two of them. */
    void bytes(long at, byte[] from, int length);
}

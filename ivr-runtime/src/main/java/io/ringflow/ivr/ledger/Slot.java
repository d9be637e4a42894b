package io.ringflow.ivr.ledger;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.zip.CRC32C;

/**
 * The place of one call: a page of the file. A kill between any two stores leaves what stood there before or what stands
 * there after, never something between; after a power cut, when pages may be on the disk in part, what is not whole is
 * seen to be so. One thread at a time writes.
 *
 * <pre>
 *    0  seal of the beginning: the last store of a call's begin; 0: the slot is free
 *    8  seal of the ending
 *   16  seal of the record
 *   24  alerted at, 32 answered at; milliseconds since 1970, 0: not yet
 *   64  ending      (128 bytes)
 *  192  record      (1,536)
 * 1728  beginning   (2,368)
 * </pre>
 *
 * A place may have a piece of another call's user data instead ({@link LongText}): its seal at 0, the piece from 64 on.
 *
 * A seal is one word: CRC-32C of the part in the upper half, its length and a bit that is never 0 in the lower. It is
 * stored after the part, once.
 */
final class Slot {

    static final int BYTES = 4_096;

    private static final int ALERTED = 24;
    private static final int ANSWERED = 32;
    private static final long WRITTEN = 0x1_0000;
    private static final int LENGTH = 0xffff;

    // A place that has a piece of a long text instead of a call.
    private static final long PIECE = 0x2_0000;
    private static final int PIECE_AT = 64;

    /** Bytes of a long text that a place takes. */
    static final int MOST_OF_A_PIECE = BYTES - PIECE_AT;

    private final SlotMemory memory;
    private final long base;

    /** What a slot consists of, each sealed by itself. */
    enum Part {
        BEGINNING(0, 1_728, 2_368),
        ENDING(8, 64, 128),
        RECORD(16, 192, 1_536);

        private final int seal;
        private final int at;
        private final int most;

        Part(int seal, int at, int most) {
            this.seal = seal;
            this.at = at;
            this.most = most;
        }

        /** Bytes that it takes. */
        int most() {
            return most;
        }
    }

    /** @param base where it begins, a multiple of its size */
    Slot(SlotMemory memory, long base) {
        this.memory = memory;
        this.base = base;
    }

    boolean free() {
        return memory.word(base + Part.BEGINNING.seal) == 0;
    }

    /** Whether it has a piece of a long text, and no call. */
    boolean isPiece() {
        return (memory.word(base + Part.BEGINNING.seal) & PIECE) != 0;
    }

    /** Takes a free slot for a piece of a long text. */
    void piece(byte[] text, int from, int length) {
        byte[] piece = Arrays.copyOfRange(text, from, from + length);
        memory.bytes(base + PIECE_AT, piece, length);
        memory.word(base + Part.BEGINNING.seal, seal(PIECE, piece, length));
    }

    /** The piece that it has, if that is whole. */
    Optional<byte[]> piece() {
        long seal = memory.word(base + Part.BEGINNING.seal);
        int length = (int) seal & LENGTH;
        if ((seal & PIECE) == 0 || length > MOST_OF_A_PIECE) return Optional.empty();
        byte[] piece = memory.bytes(base + PIECE_AT, length);
        return seal == seal(PIECE, piece, length) ? Optional.of(piece) : Optional.empty();
    }

    /** Takes a free slot. False, and it stays free, when that is too much. */
    boolean begin(Packer beginning) {
        if (beginning.size() > Part.BEGINNING.most) return false;
        memory.word(base + Part.ENDING.seal, 0);
        memory.word(base + Part.RECORD.seal, 0);
        memory.word(base + ALERTED, 0);
        memory.word(base + ANSWERED, 0);
        return add(Part.BEGINNING, beginning);
    }

    /** Writes a part, unless it is there already or is too much. */
    boolean add(Part part, Packer packed) {
        if (packed.size() > part.most || memory.word(base + part.seal) != 0) return false;
        memory.bytes(base + part.at, packed.bytes(), packed.size());
        memory.word(base + part.seal, seal(WRITTEN, packed.bytes(), packed.size()));
        return true;
    }

    void alerted(long millis) {
        memory.word(base + ALERTED, millis);
    }

    void answered(long millis) {
        memory.word(base + ANSWERED, millis);
    }

    /** A part that was sealed and is whole. */
    private Optional<Unpacker> part(Part part) {
        long seal = memory.word(base + part.seal);
        int length = (int) seal & LENGTH;
        if (seal == 0 || length > part.most) return Optional.empty();
        byte[] bytes = memory.bytes(base + part.at, length);
        return seal == seal(WRITTEN, bytes, length) ? Optional.of(new Unpacker(bytes)) : Optional.empty();
    }

    /**
     * What is noted, if the beginning is whole; parts that are not are missing.
     *
     * @param seen when the process that noted it last was alive
     * @param slots by their place: a long text lies in others
     */
    Optional<LeftCall> left(Instant seen, IntFunction<Slot> slots) {
        return part(Part.BEGINNING)
                .map(packed -> beginning(packed, slots))
                .map(call -> new LeftCall(
                        call,
                        time(ALERTED),
                        time(ANSWERED),
                        part(Part.ENDING).map(Notes::ended),
                        part(Part.RECORD).map(packed -> Notes.record(call, packed)),
                        seen.isBefore(call.beganAt()) ? call.beganAt() : seen));
    }

    private static Beginning beginning(Unpacker packed, IntFunction<Slot> slots) {
        var call = Beginning.unpacked(packed);
        var elsewhere = LongText.unpacked(packed);
        return elsewhere.isEmpty() ? call : call.with(elsewhere.get().read(slots));
    }

    /** Other places that the call has. */
    List<Integer> places() {
        return part(Part.BEGINNING)
                .flatMap(packed -> {
                    Beginning.unpacked(packed);
                    return LongText.unpacked(packed);
                })
                .map(LongText::places)
                .orElse(List.of());
    }

    void clear() {
        memory.word(base + Part.BEGINNING.seal, 0);
    }

    private Optional<Instant> time(int at) {
        long millis = memory.word(base + at);
        return millis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    private static long seal(long kind, byte[] bytes, int length) {
        var crc = new CRC32C();
        crc.update(bytes, 0, length);
        return crc.getValue() << 32 | kind | length;
    }
}

package io.ringflow.ivr.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.zip.CRC32C;

/**
 * Where a text lies that is too long for its call's place: in pieces, each in a place of its own. The pieces are written
 * before the call's place names them, and are thrown away after it. Immutable.
 *
 * @param bytes of the text in UTF-8
 * @param crc CRC-32C of those: after a power cut the pieces may be of different times
 * @param places in order
 */
record LongText(int bytes, long crc, List<Integer> places) {

    /** More than a request to this server may bring. */
    static final int MOST_PLACES = 32;

    /** Places that it takes; more than {@link #MOST_PLACES} is too much. */
    static int places(byte[] text) {
        return (text.length + Slot.MOST_OF_A_PIECE - 1) / Slot.MOST_OF_A_PIECE;
    }

    /** Writes it into these places. */
    static LongText write(byte[] text, List<Integer> places, IntFunction<Slot> slots) {
        int from = 0;
        for (int place : places) {
            int length = Math.min(Slot.MOST_OF_A_PIECE, text.length - from);
            slots.apply(place).piece(text, from, length);
            from += length;
        }
        return new LongText(text.length, crc(text), places);
    }

    void pack(Packer onto) {
        onto.number(bytes).number(crc).number(places.size());
        places.forEach(onto::number);
    }

    /** What stands behind a call's beginning; nothing as a rule. */
    static Optional<LongText> unpacked(Unpacker from) {
        if (!from.more()) return Optional.empty();
        int bytes = (int) from.number();
        long crc = from.number();
        var places = new ArrayList<Integer>();
        for (long left = from.number(); left > 0; left--) places.add((int) from.number());
        return Optional.of(new LongText(bytes, crc, places));
    }

    /** The text; empty when it is not whole. */
    Optional<String> read(IntFunction<Slot> slots) {
        var whole = new ByteArrayOutputStream(bytes);
        for (int place : places) slots.apply(place).piece().ifPresent(whole::writeBytes);
        byte[] text = whole.toByteArray();
        boolean same = text.length == bytes && crc(text) == crc;
        return same ? Optional.of(new String(text, StandardCharsets.UTF_8)) : Optional.empty();
    }

    private static long crc(byte[] text) {
        var crc = new CRC32C();
        crc.update(text, 0, text.length);
        return crc.getValue();
    }
}

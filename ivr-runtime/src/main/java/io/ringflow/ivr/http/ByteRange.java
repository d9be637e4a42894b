package io.ringflow.ivr.http;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A part of a file, as a Range header asks for it (RFC 9110 §14).
 *
 * @param last inclusive; before {@code first} when the file has none of what was asked for
 */
record ByteRange(long first, long last) {

    private static final Pattern ONE = Pattern.compile("bytes=\\s*([0-9]{0,18})-([0-9]{0,18})\\s*");

    /**
     * What a header asks of a file of this size; empty when the header does not count: it is none, or asks for several
     * parts, which may be ignored (§14.2).
     */
    static Optional<ByteRange> of(String header, long size) {
        var asked = ONE.matcher(header);
        if (!asked.matches()) return Optional.empty();
        var from = asked.group(1);
        var to = asked.group(2);
        if (from.isEmpty() && to.isEmpty()) return Optional.empty();
        if (from.isEmpty()) {
            long count = Math.min(Long.parseLong(to), size);
            return Optional.of(new ByteRange(size - count, size - 1));
        }
        long first = Long.parseLong(from);
        long last = to.isEmpty() ? size - 1 : Long.parseLong(to);
        if (last < first && !to.isEmpty()) return Optional.empty();
        return Optional.of(new ByteRange(first, Math.min(last, size - 1)));
    }

    boolean satisfiable() {
        return first <= last;
    }

    long length() {
        return last - first + 1;
    }
}

package io.ringflow.media.net;

import org.jspecify.annotations.Nullable;

/**
 * Sockets by the source they hear: open addressing, nothing allocated by looking. Sockets of the same source hang
 * together, the eldest first. Owned by a shared port.
 */
final class SourceTable {
    private static final int FIRST_CAPACITY = 64;

    private @Nullable SharedSocket[] table = new SharedSocket[FIRST_CAPACITY];
    private int sources;

    /** The first of the sockets that hear a source. */
    @Nullable
    SharedSocket find(SourceKey source) {
        return table[place(source)];
    }

    // Where it is, or where it would be.
    private int place(SourceKey source) {
        int mask = table.length - 1;
        int at = source.hash() & mask;
        for (SharedSocket there = table[at]; there != null; there = table[at]) {
            if (there.source().is(source)) {
                return at;
            }
            at = at + 1 & mask;
        }
        return at;
    }

    void add(SharedSocket socket) {
        int at = place(socket.source());
        SharedSocket last = table[at];
        if (last != null) {
            while (last.sibling != null) {
                last = last.sibling;
            }
            last.sibling = socket;
            return;
        }
        table[at] = socket;
        if (++sources * 2 > table.length) {
            rehash();
        }
    }

    private void rehash() {
        @Nullable SharedSocket[] old = table;
        table = new SharedSocket[2 * old.length];
        for (SharedSocket socket : old) {
            if (socket != null) {
                table[place(socket.source())] = socket;
            }
        }
    }

    void remove(SharedSocket socket) {
        int at = place(socket.source());
        SharedSocket there = table[at];
        if (there == socket) {
            table[at] = socket.sibling;
            if (socket.sibling == null) {
                sources--;
                close(at);
            }
        } else {
            while (there != null && there.sibling != socket) {
                there = there.sibling;
            }
            if (there != null) {
                there.sibling = socket.sibling;
            }
        }
        socket.sibling = null;
    }

    // Whoever stands behind a gap and was pushed over it comes nearer, so that looking may stop at the first gap.
    private void close(int gap) {
        int mask = table.length - 1;
        int at = gap + 1 & mask;
        for (SharedSocket there = table[at]; there != null; there = table[at]) {
            int home = there.source().hash() & mask;
            if ((at - home & mask) >= (at - gap & mask)) {
                table[gap] = there;
                table[at] = null;
                gap = at;
            }
            at = at + 1 & mask;
        }
    }
}

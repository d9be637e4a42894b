package io.ringflow.media.net;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/** {@code mmsghdr}, {@code iovec} and the kernel's time of arrival, as Linux lays them out. */
final class Message {

    /** {@code struct mmsghdr}. */
    static final int BYTES = 64;

    static final long NAME_LENGTH = 8;
    static final long CONTROL_LENGTH = 40;

    /** How many bytes came, or went. */
    static final long LENGTH = 56;

    /** {@code struct iovec}. */
    static final int PART_BYTES = 16;

    /** {@code struct cmsghdr}, then a {@code struct timespec}. */
    static final int STAMP_BYTES = 32;

    static final long STAMP_LEVEL = 8;
    static final long STAMP_SECONDS = 16;
    static final long STAMP_NANOS = 24;
    static final long SOL_SOCKET_AND_TIMESTAMPNS = (long) Libc.SO_TIMESTAMPNS << 32 | Libc.SOL_SOCKET;
    static final long NANOS = 1_000_000_000;

    private static final long NAME = 0;
    private static final long PARTS = 16;
    private static final long PART_COUNT = 24;
    private static final long CONTROL = 32;

    private Message() {}

    /** Message {@code index} of an array: the part, the name and the control data of the same number. */
    static void prepare(
            MemorySegment headers, int index, MemorySegment parts, MemorySegment names, MemorySegment stamps) {
        long header = (long) index * BYTES;
        headers.set(JAVA_LONG, header + NAME, names.address() + (long) index * SocketAddressLayout.BYTES);
        headers.set(JAVA_LONG, header + PARTS, parts.address() + (long) index * PART_BYTES);
        headers.set(JAVA_LONG, header + PART_COUNT, 1);
        headers.set(
                JAVA_LONG,
                header + CONTROL,
                stamps.equals(MemorySegment.NULL) ? 0 : stamps.address() + (long) index * STAMP_BYTES);
    }
}

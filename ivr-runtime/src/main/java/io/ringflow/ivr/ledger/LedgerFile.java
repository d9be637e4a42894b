package io.ringflow.ivr.ledger;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of the ledger, mapped: a page of its own, then the slots, a megabyte of them at a time. It only grows, by bytes
 * that are written: a store to a page that the disk has no room for would end the process. Growing is for one thread at a
 * time, the rest for any.
 */
final class LedgerFile implements AutoCloseable {

    /** Slots that are added at once. */
    static final int SLOTS = 256;

    private static final Logger LOG = LoggerFactory.getLogger(LedgerFile.class);
    private static final long MAGIC = 0x52464c_4c454447_01L; // RFLLEDG, version 1
    private static final long MAGIC_AT = 0;
    private static final long BEAT_AT = 8;
    private static final int HEADER = 4_096;
    private static final int STRETCH = SLOTS * Slot.BYTES;

    private final FileChannel channel;
    private final MemorySegment header;
    private final MappedMemory head;
    private final List<MappedMemory> stretches = new CopyOnWriteArrayList<>();

    private LedgerFile(FileChannel channel) throws IOException {
        this.channel = channel;
        if (channel.size() < HEADER) zeros(0, HEADER);
        header = map(0, HEADER);
        head = new MappedMemory(header);
        if (head.word(MAGIC_AT) == 0) head.word(MAGIC_AT, MAGIC);
        long whole = (channel.size() - HEADER) / STRETCH;
        for (int n = 0; n < whole; n++) stretches.add(new MappedMemory(map(at(n), STRETCH)));
    }

    /** Opens it, or makes one; what is none of this version is put out of the way. */
    static LedgerFile open(Path path) throws IOException {
        createPrivate(path);
        if (!known(path)) {
            var aside = path.resolveSibling(path.getFileName() + ".unknown");
            LOG.error("{} was not written by this version of the server, and is kept as {}", path, aside);
            Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
            createPrivate(path);
        }
        var channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            return new LedgerFile(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean known(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            var first = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
            if (channel.size() < HEADER) return true;
            channel.read(first, MAGIC_AT);
            long magic = first.getLong(0);
            return magic == MAGIC || magic == 0;
        }
    }

    /** Slots there are. */
    int slots() {
        return stretches.size() * SLOTS;
    }

    Slot slot(int number) {
        return new Slot(stretches.get(number / SLOTS), (long) (number % SLOTS) * Slot.BYTES);
    }

    /** Adds {@link #SLOTS} slots. */
    void grow() throws IOException {
        int n = stretches.size();
        zeros(at(n), STRETCH);
        stretches.add(new MappedMemory(map(at(n), STRETCH)));
    }

    /** Milliseconds since 1970 when a process last was seen alive; 0: never. */
    long beat() {
        return head.word(BEAT_AT);
    }

    void beat(long millis) {
        head.word(BEAT_AT, millis);
    }

    /** Has everything on the disk when it returns. */
    void force() {
        header.force();
        stretches.forEach(stretch -> stretch.map().force());
    }

    private static long at(int stretch) {
        return HEADER + (long) stretch * STRETCH;
    }

    // Unmapped when nobody knows it any more: a call that comes late must not meet a hole.
    private MemorySegment map(long at, long length) throws IOException {
        return channel.map(MapMode.READ_WRITE, at, length, Arena.ofAuto());
    }

    private void zeros(long at, int length) throws IOException {
        var nothing = ByteBuffer.allocate(length);
        while (nothing.hasRemaining()) channel.write(nothing, at + nothing.position());
    }

    /** Numbers and user data stand in it: nobody else of the machine reads it. */
    private static void createPrivate(Path path) throws IOException {
        try {
            var ours = PosixFilePermissions.fromString("rw-------");
            Files.createFile(path, PosixFilePermissions.asFileAttribute(ours));
        } catch (FileAlreadyExistsException _) {
            // From an earlier process.
        } catch (UnsupportedOperationException _) {
            if (!Files.exists(path)) Files.createFile(path);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

package io.ringflow.ivr.recording;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A part of a file as a stream; fails rather than end early. Closing it closes the file. Owned by one thread. */
public final class FileSlice extends InputStream {

    private final FileChannel file;
    private long left;

    private FileSlice(FileChannel file, long length) {
        this.file = file;
        this.left = length;
    }

    /** @throws IOException the file can't be opened */
    public static FileSlice open(Path path, long from, long length) throws IOException {
        var file = FileChannel.open(path, StandardOpenOption.READ);
        return of(file.position(from), length);
    }

    /** What follows the position of an open file, which is closed with it. */
    static FileSlice of(FileChannel file, long length) {
        return new FileSlice(file, length);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) return 0;
        if (left == 0) return -1;
        int read = file.read(ByteBuffer.wrap(target, offset, (int) Math.min(length, left)));
        if (read < 0) throw new EOFException("the file has become shorter");
        left -= read;
        return read;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

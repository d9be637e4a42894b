package io.ringflow.ivr.rest;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SequencedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Unpacks a zip of prompts, believing nothing it says of itself: names are names of files, sizes are what comes out. Used
 * for one.
 */
final class ZipOfPrompts {

    static final int MOST_FILES = 500;
    static final long MOST_BYTES = 5 * MediaFileUpload.MOST_BYTES;

    private static final int PIECE = 16 * 1024;

    private final Staging staging;
    private final byte[] piece = new byte[PIECE];
    private long bytes;

    /** Gives a new file. */
    @FunctionalInterface
    interface Staging {
        Path file() throws IOException;
    }

    ZipOfPrompts(Staging staging) {
        this.staging = staging;
    }

    /**
     * Unpacks all of it.
     *
     * @param files receives each file by its name, also when it fails: the caller deletes them
     * @throws RestRefused BAD_ZIP, BAD_FILE_NAME or FILE_TOO_LARGE
     */
    void unpack(Path zip, SequencedMap<String, Path> files) throws IOException {
        try (var in = new ZipInputStream(Files.newInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) take(entry, in, files);
        } catch (ZipException | EOFException | IllegalArgumentException broken) {
            // The last is what the JDK says of names that are not UTF-8.
            throw new RestRefused(RestError.BAD_ZIP, "The zip can't be unpacked.");
        }
        if (files.isEmpty()) throw new RestRefused(RestError.BAD_ZIP, "The zip has no file in it, or is none.");
    }

    private void take(ZipEntry entry, InputStream in, SequencedMap<String, Path> files) throws IOException {
        if (entry.isDirectory())
            throw new RestRefused(RestError.BAD_ZIP, "The zip has directories; it must have none.");
        if (files.size() == MOST_FILES) {
            throw new RestRefused(RestError.BAD_ZIP, "The zip has more than " + MOST_FILES + " files.");
        }
        String name = MediaFileUpload.checkedName(entry.getName());
        if (files.containsKey(name)) throw new RestRefused(RestError.BAD_ZIP, "The zip has a file twice.");
        Path file = staging.file();
        files.put(name, file);
        try (var out = Files.newOutputStream(file)) {
            copy(in, out);
        }
    }

    private void copy(InputStream in, OutputStream out) throws IOException {
        long size = 0;
        for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
            size += n;
            bytes += n;
            if (size > MediaFileUpload.MOST_BYTES || bytes > MOST_BYTES) {
                throw new RestRefused(RestError.FILE_TOO_LARGE, "The zip unpacks to more than may be.");
            }
            out.write(piece, 0, n);
        }
    }
}

package io.ringflow.media.record;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Recordings on their way to their names: a file has its name only when it is whole and on the disk. Stateless. */
public final class StagedFiles {
    private static final Logger LOG = LoggerFactory.getLogger(StagedFiles.class);

    private static final String WAV = ".wav";
    private static final String PART = ".part";
    private static final String PERMISSIONS = "rw-r-----";

    private StagedFiles() {}

    /** Where a recording is written until it is whole: always as WAV. */
    static Path wavPart(Path file) {
        String name = String.valueOf(file.getFileName());
        return file.resolveSibling(name.endsWith(WAV) ? name + PART : name + WAV + PART);
    }

    /** Where it is written when it is converted. */
    static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + PART);
    }

    /**
     * Begins a file that nobody but the server's user and group may read: recordings are personal data.
     *
     * @throws java.nio.file.FileAlreadyExistsException it is there
     */
    public static FileChannel create(Path file) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return posix
                ? FileChannel.open(
                        file,
                        options,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PERMISSIONS)))
                : FileChannel.open(file, options);
    }

    /** Gives a finished file its name, for good: after a power cut it has it too. */
    public static void publish(Path part, Path file) throws IOException {
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, file);
        }
        try (FileChannel directory = FileChannel.open(directory(file), StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException systemsThatOpenNoDirectories) {
            LOG.debug("directory of {} not synchronised", file);
        }
    }

    private static Path directory(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent != null ? parent : file;
    }

    /**
     * Mends what a crash left in a directory: the sizes in each {@code .wav.part} are made those of the file, and it gets
     * its name; of a recording that should have become an mp3, its name with {@code .wav} added. To be called before the
     * first recording.
     *
     * @return the files mended
     */
    public static List<Path> repair(Path directory) throws IOException {
        List<Path> parts;
        try (var files = Files.list(directory)) {
            parts = files.filter(file -> file.toString().endsWith(PART)).toList();
        }
        List<Path> mended = new ArrayList<>();
        for (Path part : parts) {
            String name = String.valueOf(part.getFileName());
            Path wav = part.resolveSibling(name.substring(0, name.length() - PART.length()));
            boolean empty = Files.size(part) <= StagedWav.HEADER_BYTES;
            if (!name.endsWith(WAV + PART) || empty || isThere(wav)) {
                // Half of a conversion, of which the whole is beside it; or nothing; or what was published already.
                Files.delete(part);
                continue;
            }
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                StagedWav.fillInSizes(channel);
                channel.force(true);
            }
            publish(part, wav);
            mended.add(wav);
            LOG.info("recording {} was cut off by the end of the server and is mended", wav);
        }
        return mended;
    }

    private static boolean isThere(Path wav) {
        String name = String.valueOf(wav.getFileName());
        Path converted = wav.resolveSibling(name.substring(0, name.length() - WAV.length()));
        return Files.exists(wav) || Files.exists(converted);
    }
}

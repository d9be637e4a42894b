package io.ringflow.ivr.prompt;

import io.ringflow.media.Clip;
import io.ringflow.media.play.PromptStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Prompts that applications sent us: a directory for each application below one of the data directory, which is this
 * class's alone. Thread-safe. A file is there whole or not at all, and survives a loss of power once {@link #publish} has
 * returned.
 *
 * <p>Names on disk are percent-encoded: they are what an application wrote, and no file system is to read more into them.
 */
public final class UploadedPrompts {

    private static final String STAGING = ".incoming";
    private static final int LONGEST_FILE_NAME = 200;
    private static final long IN_MEMORY = 256L * 1024 * 1024;

    private final Path directory;
    private final long mostBytes;
    private final PromptStore store;
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    /** Orders publications; calls never take it. */
    private final ReentrantLock publishing = new ReentrantLock();

    private UploadedPrompts(Path directory, long mostBytes, InstantSource clock) {
        this.directory = directory;
        this.mostBytes = mostBytes;
        this.store = new PromptStore(List.of(directory), IN_MEMORY, clock);
    }

    /**
     * Finds what is there, and throws away what a killed process was receiving.
     *
     * @param mostBytes that the files of one application may take
     */
    public static UploadedPrompts open(Path directory, long mostBytes, InstantSource clock) throws IOException {
        var prompts = new UploadedPrompts(directory, mostBytes, clock);
        for (Path left : listed(Files.createDirectories(directory.resolve(STAGING)))) Files.delete(left);
        for (Path application : listed(directory)) {
            if (application.endsWith(STAGING) || !Files.isDirectory(application)) continue;
            for (Path file : listed(application)) prompts.names.add(key(application.getFileName(), file.getFileName()));
        }
        return prompts;
    }

    /** Whether the application has sent a prompt of this name. */
    boolean has(String applicationId, String name) {
        return !names.isEmpty()
                && fileName(name)
                        .filter(file -> names.contains(applicationId + "/" + file))
                        .isPresent();
    }

    /** @throws io.ringflow.media.MediaFailure as {@link PromptStore#load} */
    Clip load(String applicationId, String name) {
        return store.load(applicationId + "/" + fileName(name).orElse(""));
    }

    /** A new file to receive something into; whoever asked for it deletes it, if it is not published. */
    public Path stage() throws IOException {
        return Files.createTempFile(directory.resolve(STAGING), "received", "");
    }

    /**
     * Whether a file could be played.
     *
     * @throws io.ringflow.media.MediaFailure BAD_PROMPT, if not
     */
    public void check(Path staged) {
        store.check(staged);
    }

    /** Whether a prompt may have this name. */
    public static boolean mayBeCalled(String name) {
        return fileName(name).isPresent();
    }

    /** The application's files would take more than they may. */
    public static final class NoSpace extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoSpace(String message) {
            super(message);
        }
    }

    /**
     * Puts files in the place of those of the same names. Calls that play one of those go on with it.
     *
     * @param staged file by name; gone from their place afterwards
     * @throws NoSpace nothing was published
     */
    public void publish(String applicationId, Map<String, Path> staged) throws IOException {
        publishing.lock();
        try {
            Path home = Files.createDirectories(directory.resolve(applicationId));
            checkSpace(home, staged);
            for (var file : staged.entrySet()) {
                persist(file.getValue(), StandardOpenOption.WRITE);
                String name = fileName(file.getKey()).orElseThrow();
                Files.move(
                        file.getValue(),
                        home.resolve(name),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
                store.forget(applicationId + "/" + name);
                names.add(applicationId + "/" + name);
            }
            persist(home, StandardOpenOption.READ);
            persist(directory, StandardOpenOption.READ);
        } finally {
            publishing.unlock();
        }
    }

    /**
     * Deletes one; calls that play it go on with it. False if there is none of that name.
     *
     * @throws IOException it is still there
     */
    public boolean delete(String applicationId, String name) throws IOException {
        publishing.lock();
        try {
            if (!has(applicationId, name)) return false;
            String file = fileName(name).orElseThrow();
            Path home = directory.resolve(applicationId);
            names.remove(applicationId + "/" + file);
            Files.deleteIfExists(home.resolve(file));
            store.forget(applicationId + "/" + file);
            persist(home, StandardOpenOption.READ);
            return true;
        } finally {
            publishing.unlock();
        }
    }

    /** The file of one, as it was sent; it may be replaced, or be gone, at any moment. */
    public Optional<Path> file(String applicationId, String name) {
        if (!has(applicationId, name)) return Optional.empty();
        return fileName(name).map(file -> directory.resolve(applicationId).resolve(file));
    }

    /** Names of the application's prompts, in order. */
    public List<String> of(String applicationId) {
        String prefix = applicationId + "/";
        return names.stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> URLDecoder.decode(name.substring(prefix.length()), StandardCharsets.UTF_8))
                .sorted()
                .toList();
    }

    private void checkSpace(Path home, Map<String, Path> staged) throws IOException {
        long bytes = 0;
        for (Path file : staged.values()) bytes += Files.size(file);
        var replaced = staged.keySet().stream()
                .map(name -> fileName(name).orElseThrow())
                .toList();
        for (Path file : listed(home)) {
            if (!replaced.contains(file.getFileName().toString())) bytes += Files.size(file);
        }
        if (bytes > mostBytes) {
            throw new NoSpace(
                    "The application's prompts would take %d bytes, and may take %d.".formatted(bytes, mostBytes));
        }
    }

    private static Optional<String> fileName(String name) {
        String plain = name.strip();
        boolean odd = plain.isEmpty()
                || plain.startsWith(".")
                || plain.chars().anyMatch(c -> Character.isISOControl(c) || c == '/' || c == '\\' || c == ':');
        if (odd) return Optional.empty();
        String encoded = URLEncoder.encode(plain, StandardCharsets.UTF_8);
        return encoded.length() <= LONGEST_FILE_NAME ? Optional.of(encoded) : Optional.empty();
    }

    private static String key(Path application, Path file) {
        return application + "/" + file;
    }

    private static List<Path> listed(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void persist(Path path, StandardOpenOption how) throws IOException {
        try (var channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }
}

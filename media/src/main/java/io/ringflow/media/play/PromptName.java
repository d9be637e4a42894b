package io.ringflow.media.play;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The name of a prompt as an application wrote it: opaque, one or more words joined by {@code /}. Immutable.
 *
 * <p>A name never leaves the directories of prompts, whatever it says: suspicious names stand for no file, and a file
 * reached through a link must still lie under its root.
 */
record PromptName(String text) {
    private static final int LONGEST = 255;

    /** The name, trimmed, if it is one that may be looked up. */
    static Optional<PromptName> of(String written) {
        String text = written.strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        // control characters, and what Windows reads as a drive, a stream or a separator
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7F || c == '\\' || c == ':')) {
            return Optional.empty();
        }
        for (String word : text.split("/", -1)) {
            if (word.isEmpty() || word.equals(".") || word.equals("..")) {
                return Optional.empty();
            }
        }
        return Optional.of(new PromptName(text));
    }

    /** The real path of the file in the first root that has it. */
    Optional<Path> in(List<Path> roots) {
        for (Path root : roots) {
            try {
                Path real = root.resolve(text).toRealPath();
                if (real.startsWith(root.toRealPath()) && Files.isRegularFile(real)) {
                    return Optional.of(real);
                }
            } catch (IOException | InvalidPathException e) {
                // not in this root
                continue;
            }
        }
        return Optional.empty();
    }
}

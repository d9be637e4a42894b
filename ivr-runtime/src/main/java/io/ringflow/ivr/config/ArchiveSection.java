package io.ringflow.ivr.config;

import io.ringflow.ivr.recording.archive.ArchiveSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code ringflow.recordings.archive}. Pure. */
final class ArchiveSection {

    private static final int MEBIBYTE = 1024 * 1024;
    /** The protocol's least, and what fits into memory nowhere but in tests. */
    private static final int LEAST_PART = 5 * MEBIBYTE;

    private static final int MOST_PART = 1024 * MEBIBYTE;
    private static final Pattern BUCKET = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._-]{1,254}");
    private static final Pattern PREFIX = Pattern.compile("[0-9A-Za-z._/=+-]{0,512}");

    private ArchiveSection() {}

    /** Empty: there is no bucket. */
    static Optional<ArchiveSettings> read(Section archive) {
        var settings = new ArchiveSettings(
                Values.url(archive, "endpoint"),
                archive.text("region").strip(),
                archive.text("bucket").strip(),
                prefix(archive),
                new ArchiveSettings.Keys(archive.text("access-key").strip(), archive.text("secret-key")),
                archive.flag("path-style"),
                archive.size("part-size", LEAST_PART, MOST_PART),
                archive.number("at-once", 1, 100),
                archive.duration("timeout", Duration.ofSeconds(1), Duration.ofMinutes(10)),
                archive.oneOf("downloads", ArchiveSettings.Downloads.class),
                archive.duration("local-for", Duration.ZERO, Duration.ofDays(36_500)),
                archive.duration("keep-for", Duration.ZERO, Duration.ofDays(36_500)));
        if (settings.bucket().isEmpty()) return Optional.empty();
        if (!BUCKET.matcher(settings.bucket()).matches()) archive.problem("bucket", "is no name of a bucket");
        if (settings.region().isEmpty()) archive.problem("region", "is empty; a store of one's own takes any");
        if (settings.keys().access().isEmpty()) archive.problem("access-key", "is empty");
        if (settings.keys().secret().isEmpty()) archive.problem("secret-key", "is empty");
        return Optional.of(settings);
    }

    private static String prefix(Section archive) {
        String prefix = archive.text("prefix").strip().replaceFirst("^/+", "");
        if (!PREFIX.matcher(prefix).matches()) {
            archive.problem("prefix", "may hold letters, digits and . _ / = + - only");
        }
        return prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    }
}

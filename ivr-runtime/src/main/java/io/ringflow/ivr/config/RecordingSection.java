package io.ringflow.ivr.config;

import io.ringflow.ivr.recording.RecordingFormat;
import io.ringflow.ivr.recording.RecordingSettings;
import io.ringflow.ivr.recording.RecordingStyle;
import io.ringflow.media.Recording.Pause;
import java.time.Duration;
import java.util.List;

/** Reads {@code ringflow.recordings}. Pure. */
final class RecordingSection {

    private static final long MEBIBYTE = 1024L * 1024;
    private static final long PEBIBYTE = MEBIBYTE * 1024 * 1024 * 1024;

    private RecordingSection() {}

    static RecordingSettings read(Section recordings) {
        return new RecordingSettings(
                Values.url(recordings, "public-url"),
                recordings.duration("url-lifetime", Duration.ofMinutes(1), Duration.ofDays(3650)),
                recordings.duration("keep-for", Duration.ofMinutes(1), Duration.ofDays(36_500)),
                recordings.largeSize("keep-bytes", MEBIBYTE, PEBIBYTE),
                recordings.largeSize("least-free", 0, PEBIBYTE),
                recordings.duration("sweep-every", Duration.ofSeconds(1), Duration.ofDays(1)),
                rate(recordings),
                recordings.oneOf("pause", Pause.class),
                new RecordingStyle(
                        recordings.oneOf("format", RecordingFormat.class), recordings.number("channels", 1, 2)),
                recordings.section("archive", ArchiveSection::read));
    }

    private static int rate(Section recordings) {
        int rate = recordings.number("sample-rate", 8_000, 48_000);
        if (List.of(8_000, 16_000, 48_000).contains(rate)) return rate;
        recordings.problem("sample-rate", "must be 8000, 16000 or 48000");
        return 8_000;
    }
}

package io.ringflow.ivr.recording;

import io.ringflow.media.Recorded;
import io.ringflow.media.Recording.Pause;
import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.rtp.Wav;
import io.ringflow.testkit.time.FakeTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A store of recordings in a directory of a test, in time that the test moves. */
public final class StoreLab implements RecordingObserver {

    public static final String APPLICATION = "8a48b5514e5298b9014e67c2ce7b0a4e";

    public final FakeTime time = new FakeTime();
    public final List<String> told = new CopyOnWriteArrayList<>();
    public final RecordingStore store;
    public final RecordingLinks links;

    final Path directory;
    final RecordingSettings settings;

    public StoreLab(Path directory) {
        this(directory, settings(10_000_000, 0));
    }

    StoreLab(Path directory, RecordingSettings settings) {
        this.directory = directory;
        this.settings = settings;
        links = new RecordingLinks(new LinkKey(new byte[32]), settings.urlLifetime(), () -> "http://media", time);
        store = RecordingStore.open(directory, settings, links, this, time);
    }

    static RecordingSettings settings(long keepBytes, long leastFree) {
        return new RecordingSettings(
                Optional.empty(),
                Duration.ofHours(1),
                Duration.ofDays(30),
                keepBytes,
                leastFree,
                Duration.ofMinutes(10),
                8_000,
                Pause.CUT,
                RecordingStyle.STANDARD,
                Optional.empty());
    }

    static RecordingOrder order() {
        return new RecordingOrder("call", APPLICATION, RecordingFormat.WAV, 1, false);
    }

    /** A recording of that many seconds, of which its application knows. */
    public KeptRecording recorded(int seconds) throws IOException {
        var draft = recordedAndNotTold(order(), seconds);
        draft.told();
        return new KeptRecording(draft.id(), links.url(draft.id()), Duration.ofSeconds(seconds), RecordingEnd.STOPPED);
    }

    /** One that is whole, and that the next start is to tell. */
    public RecordingDraft recordedAndNotTold(RecordingOrder order, int seconds) throws IOException {
        var draft = store.begin(order).orElseThrow();
        Wav.write(draft.file(), Tone.of(500).samples(seconds * 8_000));
        if (draft.keep(recorded(draft, seconds, true, Optional.empty())).isEmpty())
            throw new AssertionError("not kept");
        return draft;
    }

    Recorded recorded(RecordingDraft draft, int seconds, boolean heard, Optional<Recorded.Failure> failure) {
        return new Recorded(
                draft.file(),
                time.instant(),
                Duration.ofSeconds(seconds),
                Duration.ZERO,
                Recorded.End.CLOSED,
                heard,
                failure);
    }

    List<String> files() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    /** Sets a file's time to this lab's. */
    void touch(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(time.instant()));
    }

    @Override
    public void discarded(Discard why) {
        told.add("discarded " + why);
    }

    @Override
    public void deleted(Deletion why) {
        told.add("deleted " + why);
    }

    @Override
    public void uploaded(Upload what, long bytes) {
        told.add("uploaded " + what);
    }

    @Override
    public void downloaded(Download what) {
        told.add("downloaded " + what);
    }
}

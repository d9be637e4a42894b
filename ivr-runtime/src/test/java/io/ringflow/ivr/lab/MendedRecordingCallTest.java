package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.recording.RecordingFormat;
import io.ringflow.ivr.recording.RecordingOrder;
import io.ringflow.ivr.recording.StoreLab;
import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.rtp.Wav;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that was killed in the middle of a recording tells the application of it when it is there again (D23). */
class MendedRecordingCallTest {

    private static final String CALL = "26010509000000000000000000000001";

    @TempDir
    Path dir;

    @Test
    void theNextStartTellsWhatThereIsOfIt() throws Exception {
        try (var lab = new CallLab(dir, settings -> killed(settings))) {
            lab.app().on("recordreport", "");
            lab.until("it is told", Duration.ofSeconds(30), () -> !lab.app()
                    .requests()
                    .isEmpty());
            var told = lab.app().requests().getFirst();
            assertThat(told.name()).isEqualTo("recordreport");
            assertThat(told.params())
                    .containsEntry("appid", lab.application().id())
                    .containsEntry("callid", CALL)
                    .containsEntry("recordduration", "2")
                    .containsEntry("reason", "crash");
            try (var http = HttpClient.newHttpClient()) {
                var uri = URI.create(told.param("recordurl"));
                var answer = http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).hasSizeGreaterThan(32_000);
            }
        }
    }

    @Test
    void whatWasWholeAndNotToldYetIsTold() throws Exception {
        try (var lab = new CallLab(dir, settings -> killedBeforeItTold(settings))) {
            lab.app().on("recordreport", "");
            lab.until("it is told", Duration.ofSeconds(30), () -> !lab.app()
                    .requests()
                    .isEmpty());
            assertThat(lab.app().requests().getFirst().params())
                    .containsEntry("callid", CALL)
                    .containsEntry("recordduration", "3");
            Path recordings = dir.resolve("data/recordings");
            var known = lab.app().requests().getFirst().param("recordid");
            lab.until(
                    "its draft is gone",
                    Duration.ofSeconds(30),
                    () -> !Files.exists(recordings.resolve(known + ".draft")));
            try (var files = Files.list(recordings)) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrder(known + ".json", known + ".wav");
            }
        }
        try (var lab = new CallLab(dir)) {
            lab.advance(Duration.ofSeconds(5));
            assertThat(lab.app().requests()).as("once").isEmpty();
        }
    }

    private ServerSettings killedBeforeItTold(ServerSettings settings) {
        try {
            var store = new StoreLab(dir.resolve("data/recordings"));
            var application = settings.config().applications().getFirst().id();
            store.recordedAndNotTold(new RecordingOrder(CALL, application, RecordingFormat.WAV, 1, false), 3);
            return settings;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Leaves what a server leaves that is killed in its third second of recording. */
    private ServerSettings killed(ServerSettings settings) {
        try {
            Path recordings = dir.resolve("data/recordings");
            var store = new StoreLab(recordings).store;
            var application = settings.config().applications().getFirst().id();
            var draft = store.begin(new RecordingOrder(CALL, application, RecordingFormat.WAV, 1, false))
                    .orElseThrow();
            Wav.write(recordings.resolve(draft.id() + ".wav.part"), Tone.of(500).samples(16_000));
            return settings;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

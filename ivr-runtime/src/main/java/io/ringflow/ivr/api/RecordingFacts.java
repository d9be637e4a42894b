package io.ringflow.ivr.api;

import io.ringflow.ivr.recording.RecordingFormat;
import io.ringflow.ivr.recording.RecordingManifest;
import io.ringflow.media.Recorded.Gap.Cause;
import io.ringflow.media.Recording.Pause;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** One recording that is kept. Immutable. */
record RecordingFacts(
        @Field(value = "The `recordid` of notifications", pattern = "[0-9a-f]{32}")
        String recordingId,

        @Field("Id of the application") String application,

        @Field("The call, or the conference, that was recorded")
        String call,

        @Field("Kind of the file") RecordingFormat format,
        @Field("When it began") Instant startedAt,
        @Field("How long it is") long durationMillis,

        @Field(value = "1, or 2: the caller left, what the caller hears right", min = 1, max = 2)
        int channels,

        @Field("Samples per second") int sampleRate,

        @Field("How much of it is silence because it could not be written in time")
        long missingMillis,

        @Field("What ended it: `stopped`, `silence`, `max_length`, `hangup`, `crash`")
        String end,

        @Field("Size of the file") long bytes,

        @Field(value = "SHA-256 of the file", longest = 64) String sha256,

        @Field("Times of which nothing was stored, in the order of their places")
        List<PauseFacts> pauses,

        @Field("Where sound is missing that nobody asked to leave out, in the order of their places")
        List<GapFacts> gaps,

        @Field("How many gaps there are beside those listed")
        int gapsUnlisted,

        @Field("How much of it the network lost, in all gaps")
        long lostMillis,

        @Field(value = "Where it can be fetched, for a while and without a key", longest = 2_000)
        String url) {

    record PauseFacts(
            @Field("Its place in the file") long atMillis,
            @Field("How long it lasted") long lengthMillis,

            @Field("What the file has of it: nothing, or as much silence")
            Pause as) {

        static PauseFacts of(RecordingManifest.Paused one) {
            return new PauseFacts(
                    one.atMillis(), one.lengthMillis(), Pause.valueOf(one.as().toUpperCase(Locale.ROOT)));
        }
    }

    record GapFacts(
            @Field("Its place in the file") long atMillis,
            @Field("How long it lasted") long lengthMillis,

            @Field(
                    "Why: the far end's packets did not come (the first channel alone), this server was late, or its disk")
            Cause cause) {

        static GapFacts of(RecordingManifest.Gap one) {
            return new GapFacts(
                    one.atMillis(),
                    one.lengthMillis(),
                    Cause.valueOf(one.cause().toUpperCase(Locale.ROOT)));
        }
    }

    static RecordingFacts of(RecordingManifest kept, String url) {
        return new RecordingFacts(
                kept.id(),
                kept.application(),
                kept.call(),
                kept.format(),
                kept.startedAt(),
                kept.durationMillis(),
                kept.channels(),
                kept.sampleRate(),
                kept.missingMillis(),
                kept.end(),
                kept.bytes(),
                kept.sha256(),
                kept.pauses().stream().map(PauseFacts::of).toList(),
                kept.gaps().stream().map(GapFacts::of).toList(),
                kept.gapsUnlisted(),
                kept.lostMillis(),
                url);
    }
}

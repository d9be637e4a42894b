package io.ringflow.ivr.call;

import io.ringflow.ivr.command.CallRecording;
import io.ringflow.ivr.command.RecordingTerms;
import io.ringflow.ivr.recording.KeptRecording;
import io.ringflow.ivr.recording.Recorder;
import io.ringflow.ivr.recording.RecordingDraft;
import io.ringflow.ivr.recording.RecordingFormat;
import io.ringflow.ivr.recording.RecordingOrder;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.RecordingPlan;
import io.ringflow.media.RecordingPlan.Format;
import io.ringflow.media.RecordingPlan.Layout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The recordings that a call has made or is making. Owned by the call's thread. */
final class CallRecordings {

    private static final Logger LOG = LoggerFactory.getLogger(CallRecordings.class);

    /** For the disk, and for making an mp3 of an hour. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Call call;
    private final Recorder recorder;
    private final List<Made> made = new ArrayList<>();

    /** @param kept completes when it is on the disk, or known not to be */
    private record Made(RecordingDraft draft, CompletableFuture<Optional<KeptRecording>> kept) {

        boolean isKept() {
            return kept.isDone()
                    && !kept.isCompletedExceptionally()
                    && kept.join().isPresent();
        }
    }

    CallRecordings(Call call, Recorder recorder) {
        this.call = call;
        this.recorder = recorder;
    }

    /**
     * Begins one.
     *
     * @param begun the inbox's number from which on keys count
     */
    Optional<CallRecording> begin(RecordingTerms terms, long begun) {
        var order = new RecordingOrder(
                call.id().text(), call.application().id(), terms.format(), terms.channels(), terms.evenSilent());
        return recorder.begin(order).map(draft -> begin(terms, draft, begun));
    }

    /** The same, of both sides, as this server records those. */
    Optional<CallRecording> conversation(long begun) {
        return begin(RecordingTerms.conversation(recorder.style()), begun);
    }

    private CallRecording begin(RecordingTerms terms, RecordingDraft draft, long begun) {
        try {
            var recording = call.media().record(plan(terms, draft));
            draft.begun(recording);
            var kept = recording.finished().thenApply(draft::keep);
            made.add(new Made(draft, kept));
            long id = made.size();
            kept.whenComplete((_, _) -> call.inbox().post(new CallEvent.RecordingEnded(id)));
            return new LiveRecording(id, call.inbox(), recording, begun, kept);
        } catch (MediaFailure refused) {
            draft.drop();
            throw refused;
        }
    }

    private static RecordingPlan plan(RecordingTerms terms, RecordingDraft draft) {
        return new RecordingPlan(
                draft.file(),
                switch (terms.sides()) {
                    case CALLER -> Layout.CALLER;
                    case MIXED -> Layout.MIXED;
                    case APART -> Layout.TWO_CHANNEL;
                },
                terms.format() == RecordingFormat.WAV ? Format.WAV : Format.MP3,
                draft.sampleRate(),
                terms.maxLength(),
                Duration.ZERO,
                terms.silence());
    }

    /** The last one that is kept. Waits for what is still being written; the media session has been closed. */
    Optional<KeptRecording> last() {
        for (var recording : made.reversed()) {
            var kept = awaited(recording.kept());
            if (kept.isPresent()) return kept;
        }
        return Optional.empty();
    }

    /** The application has been asked with this one. */
    void told(String recordId) {
        made.stream().filter(one -> one.draft().id().text().equals(recordId)).forEach(one -> one.draft()
                .told());
    }

    /** Those on the disk, of which the application will know when it knows of the call's end. */
    List<RecordingDraft> kept() {
        return made.stream().filter(Made::isKept).map(Made::draft).toList();
    }

    private Optional<KeptRecording> awaited(CompletableFuture<Optional<KeptRecording>> recording) {
        try {
            return recording.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException slow) {
            LOG.warn("call {} ends before its recording is on the disk", call.id());
        } catch (ExecutionException bug) {
            LOG.error("call {} could not keep its recording", call.id(), bug.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }
}

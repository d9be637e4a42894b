package io.ringflow.ivr.room;

import io.ringflow.ivr.recording.Recorder;
import io.ringflow.ivr.recording.RecordingDraft;
import io.ringflow.ivr.recording.RecordingFormat;
import io.ringflow.ivr.recording.RecordingOrder;
import io.ringflow.media.Conference;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.Recording;
import io.ringflow.media.RecordingPlan;
import io.ringflow.media.RecordingPlan.Format;
import io.ringflow.media.RecordingPlan.Layout;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records a conference, once at a time (flow-protocol 8.5), and tells of each recording when it can be fetched: once, at
 * one URL. Owned by the conference's lane; a beginning takes as long as the disk takes for a small file.
 */
final class RoomRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(RoomRecorder.class);

    private final Conference conference;
    private final Recorder recorder;
    private final RecordingOrder order;
    private final Format format;
    private final RoomNews news;
    private final String mediaUrl;

    private @Nullable Taping now;

    /** A recording under way, and who is told when it has ended: read by the thread that writes it. */
    private static final class Taping {
        final Recording recording;
        volatile String url;

        Taping(Recording recording, String url) {
            this.recording = recording;
            this.url = url;
        }
    }

    /** @param mediaUrl told of what nobody else is told of */
    RoomRecorder(
            String confId,
            String applicationId,
            Conference conference,
            Recorder recorder,
            RoomNews news,
            String mediaUrl) {
        this.conference = conference;
        this.recorder = recorder;
        var style = recorder.style();
        this.order = new RecordingOrder(confId, applicationId, style.format(), 1, true);
        this.format = style.format() == RecordingFormat.WAV ? Format.WAV : Format.MP3;
        this.news = news;
        this.mediaUrl = mediaUrl;
    }

    boolean running() {
        return now != null && !now.recording.finished().isDone();
    }

    /**
     * Begins one.
     *
     * @param limit zero: none
     * @param url told of it when it ends at its limit
     * @throws RoomRefused ALREADY_RECORDING, RECORDING_FAILED, OVERLOADED
     */
    void begin(Duration limit, String url) {
        if (running()) throw new RoomRefused(RoomError.ALREADY_RECORDING);
        var draft = recorder.begin(order).orElseThrow(() -> new RoomRefused(RoomError.RECORDING_FAILED));
        var begun = new Taping(record(draft, limit), told(url));
        now = begun;
        begun.recording.finished().thenApply(draft::keep).whenComplete((kept, bug) -> {
            if (bug != null) LOG.error("conference {} could not keep its recording", order.call(), bug);
            OperationResult.recorded(news, begun.url, bug == null ? kept : Optional.empty(), draft::told);
        });
    }

    /** Begins one that nobody has asked for at this moment: what becomes of that is told. */
    void beginByItself() {
        var told = OperationResult.recording(mediaUrl);
        try {
            begin(Duration.ZERO, "");
            told.done(news);
        } catch (RoomRefused refused) {
            LOG.warn("conference {} is not recorded: {}", order.call(), refused.getMessage());
            told.failed(news, refused.error());
        }
    }

    /**
     * Ends it.
     *
     * @param url told of it
     * @throws RoomRefused NOT_RECORDING
     */
    void stop(String url) {
        var ending = now;
        if (ending == null || !running()) throw new RoomRefused(RoomError.NOT_RECORDING);
        ending.url = told(url);
        ending.recording.close();
        now = null;
    }

    /** The conference is over, and with it what is recorded of it. */
    void end(String url) {
        if (running()) stop(url);
    }

    private Recording record(RecordingDraft draft, Duration limit) {
        try {
            var recording = conference.record(new RecordingPlan(
                    draft.file(), Layout.CALLER, format, draft.sampleRate(), limit, Duration.ZERO, Duration.ZERO));
            draft.begun(recording);
            return recording;
        } catch (MediaFailure refused) {
            draft.drop();
            throw new RoomRefused(RoomError.OVERLOADED, refused);
        }
    }

    private String told(String url) {
        return url.isEmpty() ? mediaUrl : url;
    }
}

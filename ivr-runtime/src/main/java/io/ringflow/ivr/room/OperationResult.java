package io.ringflow.ivr.room;

import io.ringflow.ivr.recording.KeptRecording;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What the application is told an operation came to (flow-protocol 6: {@code notifytype}, {@code result}, {@code state}).
 * Immutable.
 *
 * @param url empty: nobody is told
 * @param callId of the member it is about; empty: the whole conference
 * @param notifyType 0: none, it is no operation of media
 * @param userData of that call, if the application passed some along (D25)
 * @param state that the conference is in when it is done; 0: none
 */
record OperationResult(String url, String callId, Optional<String> userData, int notifyType, int state) {

    private static final int PLAY = 1;
    private static final int RECORD = 2;
    private static final int PLAYED = 11;
    private static final int RECORDED = 12;

    private OperationResult(String url, String callId, int notifyType, int state) {
        this(url, callId, Optional.empty(), notifyType, state);
    }

    /** @param mediaUrl told of an operation of media that names nobody itself */
    static OperationResult of(RoomOperation operation, String mediaUrl) {
        return switch (operation) {
            case RoomOperation.Quit quit -> new OperationResult(quit.action(), quit.callId(), 0, 0);
            case RoomOperation.Floor floor -> new OperationResult(floor.action(), floor.callId(), 0, 0);
            case RoomOperation.Dismiss dismiss -> new OperationResult(dismiss.action(), "", 0, 0);
            case RoomOperation.AlarmClock alarm -> new OperationResult(alarm.action(), "", 0, 0);
            case RoomOperation.Play play -> media(play, mediaUrl, "", PLAY, PLAY);
            case RoomOperation.StopPlay stop -> media(stop, mediaUrl, "", PLAYED, PLAYED);
            case RoomOperation.Record record -> recording(first(record.action(), mediaUrl));
            case RoomOperation.StopRecord stop -> media(stop, mediaUrl, "", RECORDED, RECORDED);
            case RoomOperation.Volume volume -> media(volume, mediaUrl, "", volume.louder() ? 3 : 13, 0);
            case RoomOperation.Mute mute -> media(mute, mediaUrl, mute.callId(), 4, 0);
            case RoomOperation.Unmute unmute -> media(unmute, mediaUrl, unmute.callId(), 14, 0);
            case RoomOperation.Pause pause -> media(pause, mediaUrl, pause.callId(), 5, 0);
            case RoomOperation.Resume resume -> media(resume, mediaUrl, resume.callId(), 15, 0);
        };
    }

    /** A file has been heard to its end. */
    static void played(RoomNews news, String url) {
        new OperationResult(url, "", PLAY, PLAYED).done(news);
    }

    /** The conference is being recorded. */
    static OperationResult recording(String url) {
        return new OperationResult(url, "", RECORD, RECORD);
    }

    /**
     * A recording has ended.
     *
     * @param kept empty: it could not be made
     * @param whenTold runs when it is certain that the application will know of one that could
     */
    static void recorded(RoomNews news, String url, Optional<KeptRecording> kept, Runnable whenTold) {
        var result = new OperationResult(url, "", RECORDED, RECORDED);
        if (kept.isEmpty()) {
            result.failed(news, RoomError.RECORDING_FAILED);
            return;
        }
        var facts = result.facts();
        facts.put("state", Integer.toString(RECORDED));
        facts.put("recordduration", Long.toString(kept.get().seconds()));
        facts.put("recordurl", kept.get().url());
        facts.put("recordid", kept.get().id().text());
        news.result(url, "", "0", facts, whenTold);
    }

    OperationResult with(Optional<String> data) {
        return new OperationResult(url, callId, data, notifyType, state);
    }

    void done(RoomNews news) {
        var facts = facts();
        if (state > 0) facts.put("state", Integer.toString(state));
        news.result(url, callId, "0", facts);
    }

    void failed(RoomNews news, RoomError error) {
        news.result(url, callId, error.code(), facts());
    }

    private SequencedMap<String, String> facts() {
        var facts = new LinkedHashMap<String, String>();
        userData.ifPresent(said -> facts.put("userdata", said));
        if (notifyType > 0) facts.put("notifytype", Integer.toString(notifyType));
        return facts;
    }

    private static OperationResult media(
            RoomOperation operation, String mediaUrl, String callId, int notifyType, int state) {
        return new OperationResult(first(operation.action(), mediaUrl), callId, notifyType, state);
    }

    private static String first(String one, String other) {
        return one.isEmpty() ? other : one;
    }
}

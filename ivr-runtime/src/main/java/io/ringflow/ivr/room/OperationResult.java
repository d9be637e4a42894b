package io.ringflow.ivr.room;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What the application is told an operation came to (flow-protocol 6: {@code notifytype}, {@code result}, {@code state}).
 * Immutable.
 *
 * @param url empty: nobody is told
 * @param callId of the member it is about; empty: the whole conference
 * @param notifyType 0: none, it is no operation of media
 * @param state that the conference is in when it is done; 0: none
 */
record OperationResult(String url, String callId, int notifyType, int state) {

    private static final int PLAY = 1;
    private static final int PLAYED = 11;

    /** @param mediaUrl told of an operation of media that names nobody itself */
    static OperationResult of(RoomOperation operation, String mediaUrl) {
        return switch (operation) {
            case RoomOperation.Quit quit -> new OperationResult(quit.action(), quit.callId(), 0, 0);
            case RoomOperation.Dismiss dismiss -> new OperationResult(dismiss.action(), "", 0, 0);
            case RoomOperation.AlarmClock alarm -> new OperationResult(alarm.action(), "", 0, 0);
            case RoomOperation.Play play -> media(play, mediaUrl, "", PLAY, PLAY);
            case RoomOperation.StopPlay stop -> media(stop, mediaUrl, "", PLAYED, PLAYED);
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
        if (notifyType > 0) facts.put("notifytype", Integer.toString(notifyType));
        return facts;
    }

    private static OperationResult media(
            RoomOperation operation, String mediaUrl, String callId, int notifyType, int state) {
        var url = operation.action().isEmpty() ? mediaUrl : operation.action();
        return new OperationResult(url, callId, notifyType, state);
    }
}

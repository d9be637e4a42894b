package io.ringflow.ivr.call;

import io.ringflow.ivr.command.CallRecording;
import io.ringflow.ivr.recording.KeptRecording;
import io.ringflow.media.Recording;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A recording of a call, as its command holds it. Owned by the call's thread. */
final class LiveRecording implements CallRecording {

    private final long id;
    private final Inbox inbox;
    private final Recording recording;
    private final long begun;
    private final CompletableFuture<Optional<KeptRecording>> kept;

    /**
     * @param id number of it in its call
     * @param begun the inbox's number from which on keys count
     * @param kept completes when it is on the disk, or known not to be; then the inbox is told
     */
    LiveRecording(
            long id, Inbox inbox, Recording recording, long begun, CompletableFuture<Optional<KeptRecording>> kept) {
        this.id = id;
        this.inbox = inbox;
        this.recording = recording;
        this.begun = begun;
        this.kept = kept;
    }

    long id() {
        return id;
    }

    boolean beganBefore(Inbox.Letter letter) {
        return letter.number() > begun;
    }

    @Override
    public void finish() {
        recording.close();
    }

    @Override
    public Optional<KeptRecording> kept() {
        return kept.getNow(Optional.empty());
    }

    @Override
    public void close() {
        recording.close();
        inbox.forgetRecording(id);
    }
}

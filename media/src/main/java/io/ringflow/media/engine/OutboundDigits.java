package io.ringflow.media.engine;

import io.ringflow.media.MediaEvent;
import io.ringflow.media.MediaListener;
import io.ringflow.media.MediaProfile.DtmfPolicy;
import io.ringflow.media.dtmf.DtmfSender;
import io.ringflow.media.dtmf.KeyTone;
import io.ringflow.media.dtmf.TelephoneEvent;
import io.ringflow.media.sdp.MediaPlan;
import org.jspecify.annotations.Nullable;

/**
 * The keys pressed by us, sent the way the policy and the far end agree on; that is chosen key by key, as the plan may
 * change. Owned by the leg's loop.
 */
final class OutboundDigits {
    /** How a key is sent. */
    private enum Way {
        EVENTS,
        SIGNALLING,
        TONES,
        NONE
    }

    private final DtmfPolicy policy;
    private final MediaListener listener;
    private final byte[] event = new byte[TelephoneEvent.LENGTH];

    // Made for the first key: most calls have none, and these are their largest part.
    private @Nullable DtmfSender sender;
    private @Nullable KeyTone tone;
    private int eventClock;
    private int packetMillis;

    private int eventType = -1;
    private Way way = Way.NONE;
    /** Keys are being sent, or were until the last packet. */
    private boolean active;

    private boolean eventDue;
    private boolean toneDue;
    /** A key of the present sending had no way. */
    private boolean spoiled;

    OutboundDigits(DtmfPolicy policy, MediaListener listener) {
        this.policy = policy;
        this.listener = listener;
    }

    void apply(MediaPlan plan) {
        eventType = plan.sendEventPayloadType();
        // some have telephone-events at another clock than their audio's only
        eventClock = plan.receiveEvents().getOrDefault(eventType, plan.codec().clockRate());
        packetMillis = plan.packetMillis();
        if (sender != null) {
            sender.tune(eventClock, packetMillis);
        }
    }

    /** Takes keys, already checked; {@link MediaEvent.DigitsSent} tells what became of them. */
    void send(long sending, String keys, int durationMillis, int gapMillis) {
        active = true;
        if (!sender().press(keys, durationMillis, gapMillis, sending)) {
            listener.onEvent(new MediaEvent.DigitsSent(sending, false));
        }
    }

    /** Nothing more will be sent. */
    void abandon() {
        DtmfSender present = sender;
        if (present == null) {
            return;
        }
        for (long sending = present.drop(); sending != DtmfSender.NOTHING; sending = present.drop()) {
            listener.onEvent(new MediaEvent.DigitsSent(sending, false));
        }
    }

    private DtmfSender sender() {
        DtmfSender present = sender;
        if (present == null) {
            present = new DtmfSender();
            present.tune(eventClock, packetMillis);
            sender = present;
        }
        return present;
    }

    private KeyTone tone() {
        KeyTone present = tone;
        if (present == null) {
            present = new KeyTone();
            tone = present;
        }
        return present;
    }

    /** Whether anything else here may be asked: it costs no more than this while no key is sent. */
    boolean active() {
        return active;
    }

    /** A packet time passes in which we may send; only while active. */
    void turn(long timestamp) {
        eventDue = false;
        toneDue = false;
        DtmfSender present = sender();
        if (present.idle()) {
            active = false;
            return;
        }
        boolean packet = present.next(timestamp, event, 0) > 0;
        if (packet && present.marker()) {
            start(present);
        }
        eventDue = packet && way == Way.EVENTS;
        toneDue = present.sounding() && way == Way.TONES;
        long finished = present.finished();
        if (finished != DtmfSender.NOTHING) {
            listener.onEvent(new MediaEvent.DigitsSent(finished, !spoiled));
            spoiled = false;
        }
    }

    private void start(DtmfSender present) {
        way = way();
        switch (way) {
            case TONES -> tone().start(present.digit());
            case SIGNALLING ->
                listener.onEvent(new MediaEvent.DigitToSignal(present.digit(), present.durationMillis()));
            case NONE -> spoiled = true;
            case EVENTS -> {}
        }
    }

    private Way way() {
        return switch (policy) {
            case AUTO -> eventType >= 0 ? Way.EVENTS : Way.SIGNALLING;
            case RFC4733 -> eventType >= 0 ? Way.EVENTS : Way.NONE;
            case INFO -> Way.SIGNALLING;
            case INBAND -> Way.TONES;
            case OFF -> Way.NONE;
        };
    }

    /** Whether {@link #event} takes the place of audio in this packet time. */
    boolean eventDue() {
        return eventDue;
    }

    int eventType() {
        return eventType;
    }

    byte[] event() {
        return event;
    }

    /** Timestamp of the event: the begin of its press (RFC 4733 §2.1). */
    long timestamp() {
        return sender().timestamp();
    }

    boolean marker() {
        return sender().marker();
    }

    /** Puts the key's sound in the place of audio, if it is due in this packet time. */
    boolean sound(short[] frame, int samples, int sampleRate) {
        if (toneDue) {
            tone().sound(frame, samples, sampleRate);
        }
        return toneDue;
    }

    /** Whether a key sounds now: the far end's echo of it is no key of theirs. */
    boolean sounds() {
        return toneDue;
    }
}

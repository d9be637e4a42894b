package io.ringflow.media.engine;

import io.ringflow.media.MediaEvent;
import io.ringflow.media.MediaEvent.DigitSource;
import io.ringflow.media.MediaListener;
import io.ringflow.media.MediaObserver;
import io.ringflow.media.MediaProfile.DtmfPolicy;
import io.ringflow.media.Tick;
import io.ringflow.media.dtmf.DtmfReceiver;
import io.ringflow.media.dtmf.ToneDetector;
import io.ringflow.media.dtmf.ToneListener;
import io.ringflow.media.graph.AudioSink;
import io.ringflow.media.sdp.MediaPlan;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys pressed on a leg, whichever way they come, each told once, and told again when it is let go. Owned by the
 * leg's loop.
 */
final class Digits implements ToneListener {
    /** RFC 4733 §2.6.1 wants news of a press every 50 ms; so much silence survives bursts of loss. */
    static final int FORGOTTEN_TICKS = 240 / Tick.MILLIS;

    private static final int ECHO_TICKS = 400 / Tick.MILLIS;

    private final DtmfPolicy policy;
    private final MediaListener listener;
    private final MediaObserver observer;
    private final BooleanSupplier speaking;
    private final DtmfReceiver receiver = new DtmfReceiver();
    /** Made for a far end that has nothing but tones. */
    private @Nullable ToneDetector detector;

    private final DigitGate gate = new DigitGate();
    private final int[] eventClocks = new int[128];

    private boolean hearTones;
    private int firstTick;
    private int tick;
    private boolean begun;
    private int echoTick = Integer.MIN_VALUE / 2;

    /** The press told and not yet ended, or {@link DtmfReceiver#NONE}. */
    private char open = DtmfReceiver.NONE;

    private DigitSource openSource = DigitSource.RFC4733;
    private int openMillis;
    private int seenTick;
    private boolean carrying;

    /** @param speaking whether we press keys by tones ourselves: the far end's echo of them is no key of theirs */
    Digits(DtmfPolicy policy, MediaListener listener, MediaObserver observer, BooleanSupplier speaking) {
        this.speaking = speaking;
        this.policy = policy;
        this.listener = listener;
        this.observer = observer;
    }

    void apply(MediaPlan plan) {
        plan.receiveEvents().forEach((type, clock) -> eventClocks[type] = clock);
        hearTones = policy.hearsTones(plan.sendEventPayloadType() >= 0);
    }

    /** Whether {@link #tones} should listen to the far end. */
    boolean hearTones() {
        return hearTones;
    }

    /** What listens for tones. */
    AudioSink tones() {
        ToneDetector present = detector;
        if (present == null) {
            present = new ToneDetector(this);
            detector = present;
        }
        return present;
    }

    /** Of the telephone-events of this type, in Hz. */
    int clock(int payloadType) {
        return eventClocks[payloadType];
    }

    /** Whether {@link #tones} was ever asked for. */
    boolean heardTones() {
        return detector != null;
    }

    /** The leg has its first visit; or a key comes before it. */
    void begin(int now) {
        if (!begun) {
            begun = true;
            firstTick = now;
        }
    }

    /**
     * Time passes. Asked only while somebody presses a key, or might by a tone.
     *
     * @return whether to ask again at the next tick
     */
    boolean tick(int now) {
        echoTick = speaking.getAsBoolean() ? now : echoTick;
        at(now);
        return hearTones || open != DtmfReceiver.NONE;
    }

    private void at(int now) {
        begin(now);
        tick = now;
        if (open != DtmfReceiver.NONE && openSource == DigitSource.RFC4733 && now - seenTick > FORGOTTEN_TICKS) {
            end(openMillis);
        }
    }

    /** @param carried whether there is another far end that a press can be handed on to */
    void onPacket(int payloadType, int ssrc, long timestamp, byte[] payload, int length, int now, boolean carried) {
        tick = now;
        if (!policy.negotiatesEvents()) {
            return;
        }
        char digit = receiver.onPacket(ssrc, timestamp, eventClocks[payloadType], payload, 0, length);
        if (digit != DtmfReceiver.NONE) {
            carrying = begin(digit, DigitSource.RFC4733, receiver.pressMillis(), carried) && carried;
        }
        if (open != DtmfReceiver.NONE && openSource == DigitSource.RFC4733) {
            openMillis = receiver.pressMillis();
            seenTick = tick;
            gate.lasts(tick);
            if (receiver.ended()) {
                end(openMillis);
            }
        }
    }

    void onSignalling(char digit, int durationMillis, int now) {
        at(now);
        if (policy.hearsSignalling() && begin(digit, DigitSource.SIP_INFO, 0, false)) {
            end(durationMillis);
        }
    }

    @Override
    public void toneBegan(char digit, int ageMillis) {
        if (hearTones && tick - echoTick > ECHO_TICKS) {
            begin(digit, DigitSource.INBAND, ageMillis, false);
        }
    }

    @Override
    public void toneEnded(char digit, int durationMillis) {
        if (open == digit && openSource == DigitSource.INBAND) {
            gate.lasts(tick);
            end(durationMillis);
        }
    }

    /** Whether the press of the packet just taken is handed on: it was from its first packet, and not told otherwise before. */
    boolean carrying() {
        return carrying;
    }

    /** Presses that are on now are not for whoever hears the next. */
    void carryNoMore() {
        carrying = false;
    }

    private boolean begin(char digit, DigitSource source, int ageMillis, boolean carried) {
        if (!gate.admits(digit, source, tick)) {
            return false;
        }
        if (open != DtmfReceiver.NONE) {
            end(openMillis);
        }
        open = digit;
        openSource = source;
        openMillis = ageMillis;
        seenTick = tick;
        observer.digit(source);
        int startMillis = Math.max(0, (tick - firstTick) * Tick.MILLIS - ageMillis);
        listener.onEvent(new MediaEvent.Digit(digit, source, startMillis, carried));
        return true;
    }

    private void end(int durationMillis) {
        char digit = open;
        open = DtmfReceiver.NONE;
        listener.onEvent(new MediaEvent.DigitEnded(digit, openSource, durationMillis));
    }
}

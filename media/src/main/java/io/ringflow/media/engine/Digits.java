package io.ringflow.media.engine;

import io.ringflow.media.MediaEvent;
import io.ringflow.media.MediaEvent.DigitSource;
import io.ringflow.media.MediaListener;
import io.ringflow.media.MediaObserver;
import io.ringflow.media.dtmf.DtmfReceiver;

/** The keys pressed on a leg, from whichever side they come, each told once. Owned by the leg's loop. */
final class Digits {
    private final MediaListener listener;
    private final MediaObserver observer;
    private final DtmfReceiver receiver = new DtmfReceiver();
    private final DigitGate gate = new DigitGate();

    Digits(MediaListener listener, MediaObserver observer) {
        this.listener = listener;
        this.observer = observer;
    }

    void onPacket(int ssrc, long timestamp, byte[] payload, int length, int tick) {
        char digit = receiver.onPacket(ssrc, timestamp, payload, 0, length);
        if (digit != DtmfReceiver.NONE) {
            tell(digit, DigitSource.RFC4733, tick);
        }
    }

    void onSignalling(char digit, int tick) {
        tell(digit, DigitSource.SIP_INFO, tick);
    }

    private void tell(char digit, DigitSource source, int tick) {
        if (gate.admits(digit, source, tick)) {
            observer.digit(source);
            listener.onEvent(new MediaEvent.Digit(digit, source));
        }
    }
}

package io.ringflow.sip.transport;

import io.ringflow.sip.SipObserver.Refusal;
import java.net.InetSocketAddress;

/** Takes what the listeners hear. Called on event loops: must judge and hand over, never wait. */
public interface MessageReceiver {

    /** One message, whole; the octets are the receiver's to keep. */
    void onMessage(byte[] octets, NetworkListener listener, Flow flow);

    /** What was there to be read has been read; called after each {@link #onMessage} sooner or later. */
    void onPause();

    /**
     * A stream whose framing can't be trusted any more. The receiver answers with {@code status} as far as the head
     * allows, and closes the flow.
     */
    void onBroken(byte[] head, int status, NetworkListener listener, Flow flow);

    /** Something was not let in before it was a message. */
    void onRefused(Refusal why, InetSocketAddress source);
}

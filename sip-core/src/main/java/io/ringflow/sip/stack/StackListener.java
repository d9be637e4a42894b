package io.ringflow.sip.stack;

/** Receives what the stack lets in. Called on stack threads: must only hand over to a lane, never block or throw. */
public interface StackListener {
    void onRequest(InboundRequest request);
}

package io.ringflow.ivr.flow;

/**
 * Delivers pure notifications ({@code stopservice} and the like), in order per call, retried with back-off from durable
 * storage for 24 hours (D17); survives a kill -9. Returns at once; safe from any thread.
 */
public interface Notifier {
    void send(Notification notification);
}

package io.ringflow.ivr.call;

import io.ringflow.ivr.command.Activity;

/** Keys on their way to the far end. Owned by the call's thread; what was begun is sent, whoever waits for it. */
final class KeySending implements Activity {

    private final long id;
    private final Inbox inbox;

    /** @param id the session's number of it */
    KeySending(long id, Inbox inbox) {
        this.id = id;
        this.inbox = inbox;
    }

    long id() {
        return id;
    }

    @Override
    public void close() {
        inbox.forgetSending(id);
    }
}

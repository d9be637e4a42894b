package io.ringflow.sip.stack;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.SipListener;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;

/** Translates the stack's callbacks. Runs on the worker that brought the message; keeps nothing, only hands over. */
final class JainListener implements SipListener {
    private final ClientRequests clients;

    JainListener(ClientRequests clients) {
        this.clients = clients;
    }

    /** Requests do not come this way: {@link Intake} gives them to transactions of our own. */
    @Override
    public void processRequest(RequestEvent event) {}

    @Override
    public void processResponse(ResponseEvent event) {
        // ClientRequests saw the response's own octets before the stack did; here the transaction let it through
        clients.passed((SIPResponse) event.getResponse());
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        if (!event.isServerTransaction()) {
            var request = (SIPRequest) event.getClientTransaction().getRequest();
            clients.timedOut(request.getTopmostVia().getBranch(), request.getMethod());
        }
    }

    /** Failed sends are told by the flow itself, with the message they belong to. */
    @Override
    public void processIOException(IOExceptionEvent event) {}

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {}

    /** There are none: dialogs are the legs' business. */
    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {}
}

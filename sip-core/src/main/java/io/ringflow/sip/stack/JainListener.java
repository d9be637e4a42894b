package io.ringflow.sip.stack;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.ringflow.sip.SipObserver.Refusal;
import java.util.List;
import java.util.Optional;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionAlreadyExistsException;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.TransactionUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Translates the stack's callbacks. Runs on the worker that brought the message; keeps nothing, only hands over. */
final class JainListener implements SipListener {
    private static final Logger LOG = LoggerFactory.getLogger(JainListener.class);

    private final StackListener listener;
    private final ResponseWriter writer;
    private final ClientRequests clients;
    private final Refusals refusals;

    JainListener(StackListener listener, ResponseWriter writer, ClientRequests clients, Refusals refusals) {
        this.listener = listener;
        this.writer = writer;
        this.clients = clients;
        this.refusals = refusals;
    }

    @Override
    public void processRequest(RequestEvent event) {
        var request = (SIPRequest) event.getRequest();
        if (!(request.getApplicationData() instanceof Arrival arrival)) {
            return;
        }
        if (request.getMethod().equals("ACK")) {
            listener.onRequest(new JainRequest(arrival, request, Optional.empty(), writer));
            return;
        }
        transaction(event, request, arrival).ifPresent(transaction -> {
            var inbound = new JainRequest(arrival, request, Optional.of(transaction), writer);
            if (request.getMethod().equals("INVITE")) {
                inbound.respond(100, "Trying", null, List.of(), Optional.empty());
            }
            listener.onRequest(inbound);
        });
    }

    private Optional<ServerTransaction> transaction(RequestEvent event, SIPRequest request, Arrival arrival) {
        if (event.getServerTransaction() != null) {
            return Optional.of(event.getServerTransaction());
        }
        try {
            return Optional.of(((SipProvider) event.getSource()).getNewServerTransaction(request));
        } catch (TransactionAlreadyExistsException e) {
            LOG.debug("repeated {} absorbed", request.getMethod());
        } catch (TransactionUnavailableException e) {
            LOG.debug("no transaction for {}", request.getMethod(), e);
            refusals.overloaded(arrival.head(), arrival.flow(), Refusal.OVERLOADED);
        }
        return Optional.empty();
    }

    @Override
    public void processResponse(ResponseEvent event) {
        // ClientRequests saw the response's own octets before the stack did; here the transaction let it through
        clients.passed((SIPResponse) event.getResponse());
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        if (!event.isServerTransaction()) {
            clients.timedOut((SIPRequest) event.getClientTransaction().getRequest());
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

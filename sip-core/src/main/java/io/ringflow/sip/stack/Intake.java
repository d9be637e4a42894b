package io.ringflow.sip.stack;

import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.ContentLength;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.MaxForwards;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.header.StatusLine;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPTransaction;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import gov.nist.javax.sip.stack.ServerResponseInterface;
import io.ringflow.sip.SipObserver.Refusal;
import io.ringflow.sip.message.MessageHead;
import io.ringflow.sip.message.PlainForm;
import io.ringflow.sip.message.PlainHead;
import io.ringflow.sip.message.TransactionKey;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses what passed the guards; requests go to our transactions, responses to the stack's. Runs on workers. */
final class Intake {
    /** Headers a message can't do without; any other that the parser can't read stays unread. */
    private static final Set<Class<?>> NEEDED = Set.of(
            From.class,
            To.class,
            CSeq.class,
            Via.class,
            CallID.class,
            MaxForwards.class,
            ContentLength.class,
            RequestLine.class,
            StatusLine.class);

    private final SIPTransactionStack stack;
    private final StackListener listener;
    private final ServerTransactions transactions;
    private final ClientRequests clients;
    private final Refusals refusals;
    private final String server;

    /** @param server value of Server in our responses */
    Intake(
            SIPTransactionStack stack,
            StackListener listener,
            ServerTransactions transactions,
            ClientRequests clients,
            Refusals refusals,
            String server) {
        this.stack = stack;
        this.listener = listener;
        this.transactions = transactions;
        this.clients = clients;
        this.refusals = refusals;
        this.server = server;
    }

    void request(Arrival arrival) {
        MessageHead head = arrival.head();
        TransactionKey key =
                TransactionKey.of(head, arrival.via(), arrival.flow().peer());
        if (transactions.absorbs(key, head.method())) {
            return;
        }
        if (head.method().equals("ACK")) {
            // Nobody answers an ACK, and of its headers a leg reads none but those that the pre-parser has judged.
            listener.onRequest(new ServerRequest(arrival, Optional.empty(), transactions, server));
            return;
        }
        if (!isSound(head)) {
            refusals.refuse(head, arrival.flow(), 400, "Bad Request", Refusal.MALFORMED);
            return;
        }
        Optional<ServerTransaction> transaction = transactions.begin(key, arrival);
        if (transaction.isEmpty()) {
            refusals.overloaded(head, arrival.flow(), Refusal.OVERLOADED);
            return;
        }
        var request = new ServerRequest(arrival, transaction, transactions, server);
        if (transaction.get().isInvite()) {
            transactions.unlessAnswered(
                    transaction.get(), () -> request.respond(100, "Trying", null, List.of(), Optional.empty()));
        }
        listener.onRequest(request);
    }

    /** Whether the parser takes it with every header that its method needs. */
    private static boolean isSound(MessageHead head) {
        return PlainForm.isSure(head) || isParsed(head);
    }

    static boolean isParsed(MessageHead head) {
        try {
            if (!(parse(PlainHead.of(head)) instanceof SIPRequest request)) {
                return false;
            }
            request.checkHeaders();
            return true;
        } catch (ParseException | RuntimeException e) {
            return false;
        }
    }

    void response(Arrival arrival, byte[] octets, NetworkProcessor processor) {
        var plain = new JainResponse(arrival.head());
        if (!clients.isAwaited(arrival.via().branch(), plain.method())) {
            if (!clients.acceptedAgain(arrival.via().branch(), plain)) {
                refusals.count(Refusal.STRAY_RESPONSE, arrival.flow());
            }
            return;
        }
        if (!plain.method().equals("INVITE")) {
            if (isSound(arrival, octets, plain)) {
                clients.heard(arrival, plain);
            }
            return;
        }
        SIPResponse response = parsed(arrival, octets);
        if (response == null) {
            return;
        }
        MessageChannel channel = processor.channel(arrival.flow());
        response.setApplicationData(arrival);
        place(response, arrival, channel);
        ServerResponseInterface transaction = stack.newSIPServerResponse(response, channel);
        if (transaction == null) {
            return;
        }
        try {
            transaction.processResponse(response, channel);
        } finally {
            release(transaction);
        }
    }

    /** One that only says that it was done is taken without the parser: nobody reads more of it than its status. */
    private boolean isSound(Arrival arrival, byte[] octets, JainResponse plain) {
        boolean done = plain.status() / 100 == 2 && arrival.head().bodyLength() == 0;
        return done || parsed(arrival, octets) != null;
    }

    /** As the stack has it; null, which is counted, when its parser can't read it. */
    private @Nullable SIPResponse parsed(Arrival arrival, byte[] octets) {
        try {
            if (!(parse(octets) instanceof SIPResponse response)) {
                throw new ParseException("not a response", 0);
            }
            response.checkHeaders();
            return response;
        } catch (ParseException | RuntimeException e) {
            refusals.count(Refusal.MALFORMED, arrival.flow());
            return null;
        }
    }

    /** Whether a response is one to an INVITE. */
    static boolean isOfInvite(Arrival arrival) {
        return new JainResponse(arrival.head()).method().equals("INVITE");
    }

    private static @Nullable SIPMessage parse(byte[] octets) throws ParseException {
        return new StringMsgParser().parseSIPMessage(octets, true, false, (problem, message, type, header, text) -> {
            if (type == null || NEEDED.contains(type)) {
                throw problem;
            }
        });
    }

    private static void place(SIPMessage message, Arrival arrival, MessageChannel channel) {
        message.setRemoteAddress(arrival.flow().peer().getAddress());
        message.setRemotePort(arrival.flow().peer().getPort());
        message.setPeerPacketSourceAddress(arrival.flow().peer().getAddress());
        message.setPeerPacketSourcePort(arrival.flow().peer().getPort());
        message.setLocalAddress(channel.getMessageProcessor().getIpAddress());
        message.setLocalPort(channel.getPort());
    }

    /** The transaction is entered with its semaphore held; who was not handed on gives it back here. */
    private static void release(Object entered) {
        if (entered instanceof SIPTransaction transaction && !transaction.passToListener()) {
            transaction.releaseSem();
        }
    }
}

package io.ringflow.sip.stack;

import io.ringflow.sip.ListenAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A stack without a network: keeps what is sent, and tells each sender what the test decides. */
public final class FakeSipStack implements SipStack {
    /** A request of ours and who waits for its outcome. */
    public record Sent(DialogRequest request, RequestOutcome outcome) {
        public String method() {
            return request.method();
        }

        public void answeredWith(int status) {
            outcome.onResponse(FakeResponse.to(request, status));
        }
    }

    private final StackListener listener;
    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final List<DialogRequest> abandoned = new CopyOnWriteArrayList<>();
    private volatile boolean answersByes;
    private volatile boolean closed;

    public FakeSipStack(StackListener listener) {
        this.listener = listener;
    }

    /** What the network brings; like the real stack this one says 100 Trying by itself. */
    public void deliver(InboundRequest request) {
        if (request.method().equals("INVITE")) {
            request.respond(100, null, null, List.of(), Optional.empty());
        }
        listener.onRequest(request);
    }

    public List<Sent> sent() {
        return sent;
    }

    public List<Sent> sent(String method) {
        return sent.stream().filter(request -> request.method().equals(method)).toList();
    }

    /** Requests whose sender waits no more. */
    public List<DialogRequest> abandoned() {
        return abandoned;
    }

    /** From now on the peer answers each BYE at once. */
    public void answersByes() {
        answersByes = true;
    }

    public boolean closed() {
        return closed;
    }

    @Override
    public List<ListenAddress> addresses() {
        return List.of(FakeRequest.LISTENER);
    }

    @Override
    public SentRequest send(DialogRequest request, RequestOutcome outcome) {
        var kept = new Sent(request, outcome);
        sent.add(kept);
        if (answersByes && request.method().equals("BYE")) {
            kept.answeredWith(200);
        }
        return new SentRequest() {
            @Override
            public void cancel(List<InboundRequest.HeaderLine> headers, RequestOutcome heard) {
                sent.add(new Sent(request.cancelling(headers), heard));
            }

            @Override
            public void abandon() {
                abandoned.add(request);
            }
        };
    }

    @Override
    public boolean reaches(ListenAddress from, InetSocketAddress peer) {
        return !from.transport().reliable();
    }

    @Override
    public String contact(ListenAddress address) {
        return "<sip:127.0.0.1:5060>";
    }

    /** What it is given is taken in at once. */
    @Override
    public boolean idle() {
        return true;
    }

    @Override
    public void close() {
        closed = true;
    }
}

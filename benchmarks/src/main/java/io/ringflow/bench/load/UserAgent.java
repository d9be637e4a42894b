package io.ringflow.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/** The caller's signalling: one UDP socket and one thread for all calls. */
final class UserAgent implements SipLoop.Owner, AutoCloseable {

    private final SipLoop loop;
    private final Map<String, Call> calls = new HashMap<>();
    private final List<Call> ticked = new ArrayList<>();
    private final String runId = "load" + Long.toHexString(System.nanoTime());
    private final InetSocketAddress server;
    private final RtpPorts ports;

    private int made;

    /** @param host our own address, for Via and Contact */
    UserAgent(InetSocketAddress server, String host, RtpPorts ports) throws IOException {
        this.server = server;
        this.ports = ports;
        loop = new SipLoop(host);
        loop.start("sip", this);
    }

    /** From any thread: makes one call. */
    void place(Plan plan, CallTally tally) {
        loop.tell(() -> start(plan, tally, System.nanoTime()));
    }

    /** From any thread: every call that is up ends. */
    void hangUp() {
        loop.tell(() -> {
            long now = System.nanoTime();
            for (Call call : ticked) call.hangUp(now);
        });
    }

    private void start(Plan plan, CallTally tally, long now) {
        Optional<Media> media = ports.take(plan, now);
        if (media.isEmpty()) {
            tally.placed();
            tally.failed("no free port of the caller");
            tally.over();
            return;
        }
        var text = new DialogText(plan.target().uri(), loop.hostPort(), runId + "-" + made++);
        var call = new Call(plan, text, media.get(), tally, octets -> loop.send(octets, server));
        calls.put(call.id(), call);
        ticked.add(call);
        LongConsumer firstPacket = at -> loop.tell(() -> call.heard(at, System.nanoTime()));
        call.start(now, firstPacket);
    }

    @Override
    public void tick(long now) {
        for (Call call : ticked) call.tick(now);
        ticked.removeIf(call -> call.gone(now) && calls.remove(call.id()) != null);
    }

    @Override
    public void received(Message message, InetSocketAddress source, long now) {
        Call call = calls.get(message.callId());
        if (call != null && message.isResponse()) call.response(message, now);
        else if (call != null) call.request(message, now);
        else if (!message.isResponse() && !message.method().equals("ACK")) refuse(message, source);
    }

    private void refuse(Message request, InetSocketAddress source) {
        String status = request.method().equals("OPTIONS") ? "200 OK" : "481 Call/Transaction Does Not Exist";
        loop.send(DialogText.answer(request, status, loop.hostPort(), "load", ""), source);
    }

    @Override
    public void close() throws IOException {
        loop.close();
    }
}

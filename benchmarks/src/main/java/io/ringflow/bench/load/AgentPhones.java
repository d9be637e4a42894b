package io.ringflow.bench.load;

import io.ringflow.bench.peer.NativePeer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * The telephones of a call centre's agents behind one trunk: each call is dealt with by a temper drawn for it. One UDP
 * socket and one thread for all; the sound is in a native peer of its own.
 */
public final class AgentPhones implements SipLoop.Owner, AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final SipLoop loop;
    private final RtpPorts ports;
    private final Plan plan;
    private final Habits habits;
    private final Listener listener;
    private final Map<String, AgentCall> calls = new HashMap<>();
    private final List<AgentCall> ticked = new ArrayList<>();
    private final String runId = "agent" + Long.toHexString(System.nanoTime());

    private int taken;

    /** Hears what happens to the telephones; on their thread. */
    public interface Listener {

        /** @param at as of System.nanoTime, when the INVITE came */
        void rings(String number, AgentTemper temper, long at);

        /** @param cancelled whether the server gave it up before it was answered */
        void over(String number, AgentTemper temper, boolean cancelled);
    }

    /**
     * How agents behave.
     *
     * @param temper drawn for each call
     * @param shortestRing until the answer or the refusal; up to three times as long
     * @param shortestTalk up to twice as long
     */
    public record Habits(Supplier<AgentTemper> temper, Duration shortestRing, Duration shortestTalk, Random chance) {

        long ringNanos() {
            return (long) (shortestRing.toNanos() * (1 + 2 * chance.nextDouble()));
        }

        long talkNanos() {
            return (long) (shortestTalk.toNanos() * (1 + chance.nextDouble()));
        }
    }

    /** @param peer theirs alone */
    public AgentPhones(NativePeer peer, Habits habits, Listener listener) throws IOException {
        this.habits = habits;
        this.listener = listener;
        ports = new NativePorts(peer);
        loop = new SipLoop(HOST);
        plan = new Plan(
                new Target("sip:agents@" + loop.hostPort(), loop.address()),
                1,
                1,
                1,
                Duration.ofMinutes(1),
                Duration.ZERO,
                true,
                "",
                Duration.ZERO,
                Plan.End.EITHER);
        loop.start("agents", this);
    }

    /** Where the trunk sends its calls. */
    public InetSocketAddress address() {
        return loop.address();
    }

    @Override
    public void received(Message message, InetSocketAddress source, long now) {
        AgentCall call = calls.get(message.callId());
        if (message.isResponse()) {
            if (call != null) call.response(message, now);
        } else if (call != null) {
            call.request(message, now);
        } else if (message.method().equals("INVITE")) {
            invited(message, source, now);
        } else if (!message.method().equals("ACK")) {
            String status = message.method().equals("OPTIONS") ? "200 OK" : "481 Call/Transaction Does Not Exist";
            loop.send(DialogText.answer(message, status, loop.hostPort(), "agents", ""), source);
        }
    }

    private void invited(Message invite, InetSocketAddress source, long now) {
        var media = ports.take(plan, now);
        if (media.isEmpty()) {
            loop.send(DialogText.answer(invite, "503 Service Unavailable", loop.hostPort(), "agents", ""), source);
            return;
        }
        var call = new AgentCall(
                invite,
                new DialogText(invite, loop.hostPort(), runId + "-" + taken++),
                media.get(),
                habits,
                listener,
                octets -> loop.send(octets, source));
        calls.put(invite.callId(), call);
        ticked.add(call);
        call.start(now);
    }

    @Override
    public void tick(long now) {
        for (AgentCall call : ticked) call.tick(now);
        ticked.removeIf(call -> call.gone(now) && calls.remove(call.id()) != null);
    }

    @Override
    public void close() throws IOException {
        loop.close();
        ports.close();
    }
}

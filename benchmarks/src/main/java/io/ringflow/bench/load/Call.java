package io.ringflow.bench.load;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * One call as its caller lives it: INVITE, hold, BYE, with the timers of RFC 3261 §17.1. Owned by the agent's thread;
 * time is passed in.
 */
final class Call {

    private enum State {
        CALLING,
        PROCEEDING,
        UP,
        LEAVING,
        OVER
    }

    private static final long T1_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long T2_NANOS = TimeUnit.SECONDS.toNanos(4);
    private static final long FIRST_PACKET_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long BYE_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** Late retransmissions of the server are still answered this long. */
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Plan plan;
    private final DialogText text;
    private final Media media;
    private final CallTally tally;
    private final Consumer<byte[]> wire;

    private State state = State.CALLING;
    private long startedAt;
    private long heardAfter = -1;
    private long dueAt;
    private long limitAt;
    private long interval = T1_NANOS;
    private byte[] pending = {};
    private int descriptions = 1;
    private boolean wasUp;
    private boolean blamed;

    Call(Plan plan, DialogText text, Media media, CallTally tally, Consumer<byte[]> wire) {
        this.plan = plan;
        this.text = text;
        this.media = media;
        this.tally = tally;
        this.wire = wire;
    }

    String id() {
        return text.callId();
    }

    /** @param onFirstPacket told the time of arrival, on another thread; its owner brings it to {@link #heard} */
    void start(long now, LongConsumer onFirstPacket) {
        startedAt = now;
        media.listen(onFirstPacket);
        request(text.invite(AudioDescription.write(media.host(), media.port(), descriptions)), now);
        limitAt = now + plan.setupTimeout().toNanos();
        tally.placed();
    }

    /** Whether it may be forgotten. */
    boolean gone(long now) {
        return state == State.OVER && now - dueAt >= 0;
    }

    void heard(long at, long now) {
        if (state == State.OVER || heardAfter >= 0) return;
        // A server that is late with a BYE still sends to this port when its next call starts.
        heardAfter = Math.max(0, at - startedAt);
        tally.heard(heardAfter);
        if (state == State.UP && plan.untilFirstPacket()) leave(now);
    }

    void response(Message response, long now) {
        if (response.method().equals("INVITE")) inviteAnswered(response, now);
        if (response.method().equals("BYE") && state == State.LEAVING && response.status() >= 200) {
            // 481: the server has ended it at the same moment.
            if (response.status() < 300 || response.status() == 481) over(now);
            else fail("BYE " + response.status(), now);
        }
    }

    private void inviteAnswered(Message response, long now) {
        int status = response.status();
        boolean setup = state == State.CALLING || state == State.PROCEEDING;
        if (status < 200) {
            if (setup) state = State.PROCEEDING;
            return;
        }
        if (status >= 300) {
            wire.accept(text.acknowledgeFailure(response));
            if (setup) fail(Integer.toString(status), now);
            return;
        }
        if (setup) answered(response, now);
        else if (wasUp) wire.accept(text.acknowledgeAnswer());
        else hangUpAtOnce(response);
    }

    /** The answer crossed with our giving up (RFC 3261 §9.1): the server has a call, and must lose it. */
    private void hangUpAtOnce(Message response) {
        text.answered(response);
        wasUp = true;
        wire.accept(text.acknowledgeAnswer());
        wire.accept(text.bye());
    }

    private void answered(Message response, long now) {
        text.answered(response);
        wire.accept(text.acknowledgeAnswer());
        wasUp = true;
        state = State.UP;
        tally.answered(now - startedAt, now);
        dueAt = now
                + (plan.untilFirstPacket()
                        ? FIRST_PACKET_LIMIT_NANOS
                        : plan.hold().toNanos());
        var answer = AudioDescription.read(response.body());
        if (answer.isEmpty()) {
            blame("answer without G.711");
            leave(now);
            return;
        }
        media.connect(answer.get());
        if (plan.untilFirstPacket() && heardAfter >= 0) leave(now);
    }

    /** A request of the server within the call. */
    void request(Message request, long now) {
        switch (request.method()) {
            case "ACK" -> {}
            case "BYE" -> {
                wire.accept(text.answer(request, "200 OK", ""));
                endedByServer(now);
            }
            case "INVITE", "UPDATE" -> {
                descriptions++;
                wire.accept(text.answer(
                        request, "200 OK", AudioDescription.write(media.host(), media.port(), descriptions)));
            }
            case "OPTIONS", "INFO" -> wire.accept(text.answer(request, "200 OK", ""));
            default -> wire.accept(text.answer(request, "405 Method Not Allowed", ""));
        }
    }

    private void endedByServer(long now) {
        if (state == State.UP) {
            tally.leaving();
            if (plan.end() == Plan.End.CALLER) blame("ended by the server");
            over(now);
        } else if (state == State.LEAVING) {
            over(now);
        }
    }

    /** To be called every few milliseconds. */
    void tick(long now) {
        switch (state) {
            case CALLING -> {
                if (now - limitAt >= 0) fail("no answer to INVITE", now);
                else retransmit(now, Long.MAX_VALUE);
            }
            case PROCEEDING -> {
                if (now - limitAt < 0) return;
                wire.accept(text.cancel());
                fail("not answered in time", now);
            }
            case UP -> {
                if (now - dueAt < 0) return;
                if (heardAfter < 0) blame("no RTP");
                if (plan.end() == Plan.End.SERVER) blame("not ended by the server");
                leave(now);
            }
            case LEAVING -> {
                if (now - limitAt >= 0) fail("no answer to BYE", now);
                else retransmit(now, T2_NANOS);
            }
            case OVER -> {}
        }
    }

    /** Ends it before its time, if it is up. */
    void hangUp(long now) {
        if (state == State.UP) leave(now);
    }

    private void leave(long now) {
        state = State.LEAVING;
        tally.leaving();
        media.close();
        limitAt = now + BYE_LIMIT_NANOS;
        request(text.bye(), now);
    }

    private void request(byte[] datagram, long now) {
        pending = datagram;
        interval = T1_NANOS;
        dueAt = now + interval;
        wire.accept(datagram);
    }

    private void retransmit(long now, long longest) {
        if (now - dueAt < 0) return;
        tally.retransmitted();
        interval = Math.min(interval * 2, longest);
        dueAt = now + interval;
        wire.accept(pending);
    }

    private void fail(String cause, long now) {
        blame(cause);
        over(now);
    }

    /** The first cause counts; a call fails once. */
    private void blame(String cause) {
        if (!blamed) tally.failed(cause);
        blamed = true;
    }

    private void over(long now) {
        if (state != State.LEAVING) media.close();
        state = State.OVER;
        dueAt = now + LINGER_NANOS;
        tally.over();
    }
}

package io.ringflow.bench.load;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One call as the agent lives it who is called. Owned by the telephones' thread; time is passed in. */
final class AgentCall {

    private enum State {
        RINGING,
        ANSWERED,
        UP,
        LEAVING,
        DEAF,
        OVER
    }

    private static final long REPEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long NETWORK_LASTS_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final Message invite;
    private final DialogText text;
    private final Media media;
    private final AgentPhones.Listener listener;
    private final Consumer<byte[]> wire;
    private final AgentTemper temper;
    private final long talkNanos;
    private final long ringNanos;

    private State state = State.RINGING;
    private byte[] last = {};
    private @Nullable byte[] repeated;
    private long repeatAt;
    private long dueAt;

    AgentCall(
            Message invite,
            DialogText text,
            Media media,
            AgentPhones.Habits habits,
            AgentPhones.Listener listener,
            Consumer<byte[]> wire) {
        this.invite = invite;
        this.text = text;
        this.media = media;
        this.listener = listener;
        this.wire = wire;
        temper = habits.temper().get();
        ringNanos = habits.ringNanos();
        talkNanos = habits.talkNanos();
    }

    String id() {
        return invite.callId();
    }

    private String number() {
        String line = invite.toString();
        return line.substring(line.indexOf(':') + 1, line.indexOf('@'));
    }

    void start(long now) {
        listener.rings(number(), temper, now);
        dueAt = temper == AgentTemper.DOES_NOT_ANSWER ? now + LONGEST_NANOS : now + ringNanos;
        answer("180 Ringing", "");
    }

    boolean gone(long now) {
        return state == State.OVER && now - dueAt >= 0;
    }

    /** A request of the server within the call. */
    void request(Message request, long now) {
        if (state == State.DEAF) return;
        switch (request.method()) {
            case "INVITE" -> invitedAgain(request);
            case "ACK" -> {
                repeated = null;
                if (state == State.ANSWERED) begin(now);
            }
            case "CANCEL" -> {
                wire.accept(text.answer(request, "200 OK", ""));
                if (state != State.RINGING) return;
                answer("487 Request Terminated", "");
                over(now, true);
            }
            case "BYE" -> {
                wire.accept(text.answer(request, "200 OK", ""));
                if (state != State.OVER) over(now, false);
            }
            case "UPDATE" -> wire.accept(text.answer(request, "200 OK", description()));
            default -> wire.accept(text.answer(request, "200 OK", ""));
        }
    }

    private void invitedAgain(Message request) {
        if (request.header("cseq").equals(invite.header("cseq"))) wire.accept(last);
        else wire.accept(text.answer(request, "200 OK", description()));
    }

    void response(Message response, long now) {
        if (state == State.LEAVING && response.status() >= 200) over(now, false);
    }

    void tick(long now) {
        if (repeated != null && now - repeatAt >= 0) {
            wire.accept(repeated);
            repeatAt = now + REPEAT_NANOS;
        }
        if (now - dueAt < 0) return;
        switch (state) {
            case RINGING -> decide(now);
            case UP -> {
                if (temper == AgentTemper.LOSES_NETWORK) loseNetwork(now);
                else leave(now);
            }
            // Nobody answers our BYE, or acknowledges our answer: it is over for us.
            case ANSWERED, LEAVING, DEAF -> over(now, false);
            case OVER -> {}
        }
    }

    private void decide(long now) {
        var offer = AudioDescription.read(invite.body());
        if (temper == AgentTemper.REFUSES || offer.isEmpty()) {
            answer("486 Busy Here", "");
            over(now, false);
            return;
        }
        media.listen(_ -> {});
        media.connect(offer.get());
        state = State.ANSWERED;
        dueAt = now + LONGEST_NANOS;
        answer("200 OK", description());
        repeated = last;
        repeatAt = now + REPEAT_NANOS;
    }

    private void begin(long now) {
        state = State.UP;
        dueAt = now
                + switch (temper) {
                    case HANGS_UP -> 0;
                    case LOSES_NETWORK -> NETWORK_LASTS_NANOS;
                    case TALKS -> talkNanos;
                    case LISTENS, REFUSES, DOES_NOT_ANSWER -> LONGEST_NANOS;
                };
    }

    private void loseNetwork(long now) {
        state = State.DEAF;
        media.close();
        dueAt = now + LONGEST_NANOS;
        listener.over(number(), temper, false);
    }

    private void leave(long now) {
        state = State.LEAVING;
        dueAt = now + LINGER_NANOS;
        repeated = text.bye();
        repeatAt = now + REPEAT_NANOS;
        wire.accept(repeated);
    }

    private void answer(String status, String sdp) {
        last = text.answerInitial(invite, status, sdp);
        wire.accept(last);
    }

    private String description() {
        return AudioDescription.write(media.host(), media.port(), 1);
    }

    private void over(long now, boolean cancelled) {
        if (state != State.DEAF) {
            media.close();
            listener.over(number(), temper, cancelled);
        }
        state = State.OVER;
        repeated = null;
        dueAt = now + LINGER_NANOS;
    }
}

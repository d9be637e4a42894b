package io.ringflow.sip.leg;

import io.ringflow.sip.CallLeg;
import io.ringflow.sip.LegEvent;
import io.ringflow.sip.LegListener;
import io.ringflow.sip.OfferRejected;
import io.ringflow.sip.SessionDescription;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One of those that a planned call asks: owner of the leg to it. What the leg says on its own lane goes on to the call's
 * lane; what it wants an answer to waits for that lane, which waits for nobody.
 */
final class FarEnd implements LegListener {
    private final PlannedLeg call;
    private final SerialLane lane;
    private final boolean alone;

    private volatile @Nullable CallLeg leg;
    private volatile @Nullable SessionDescription described;
    private @Nullable SessionDescription told;

    /** @param alone whether nobody else is asked at the same time */
    FarEnd(PlannedLeg call, SerialLane lane, boolean alone) {
        this.call = call;
        this.lane = lane;
        this.alone = alone;
    }

    void calledBy(CallLeg made) {
        leg = made;
    }

    CallLeg leg() {
        return Objects.requireNonNull(leg, "it is called");
    }

    boolean alone() {
        return alone;
    }

    /** The call's owner has had this description. On the call's lane. */
    void told(SessionDescription sound) {
        told = sound;
    }

    /** What it said last of its sound, unless the owner has heard it. On the call's lane. */
    Optional<SessionDescription> untold() {
        SessionDescription last = described;
        return last == told ? Optional.empty() : Optional.ofNullable(last);
    }

    @Override
    public SessionDescription onOffer(SessionDescription offer) {
        return asked(() -> call.owner().onOffer(offer));
    }

    @Override
    public SessionDescription onOfferWanted() {
        return asked(() -> call.owner().onOfferWanted());
    }

    @Override
    public void onAnswer(SessionDescription answer) {
        if (call.has(this)) {
            boolean unused = onLane(() -> {
                call.owner().onAnswer(answer);
                return true;
            });
            return;
        }
        described = answer;
        if (alone) {
            lane.submit(() -> call.describedEarly(this, answer));
        }
    }

    @Override
    public void onEvent(LegEvent event) {
        lane.submit(() -> call.heard(this, event));
    }

    private SessionDescription asked(Supplier<SessionDescription> owner) {
        if (!alone && !call.has(this)) {
            throw new OfferRejected(488, "others are called as well");
        }
        return onLane(owner);
    }

    private <T> T onLane(Supplier<T> question) {
        var answer = new CompletableFuture<T>();
        lane.submit(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException no) {
                answer.completeExceptionally(no);
            }
        });
        try {
            return answer.join();
        } catch (CompletionException no) {
            if (no.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw no;
        }
    }
}

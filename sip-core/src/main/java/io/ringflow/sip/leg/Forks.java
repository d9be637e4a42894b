package io.ringflow.sip.leg;

import io.ringflow.sip.stack.InboundRequest;
import io.ringflow.sip.stack.InboundResponse;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The dialogs that the responses to one INVITE of ours have made, by the far end's tag (RFC 3261 §12.1.2, §13.2.2.4):
 * several while it rings, one when it is answered. Owned by the leg's lane.
 */
final class Forks {
    /** A far end that rings more phones than this is not believed. */
    private static final int MOST = 32;

    private final Leg leg;
    private final LegRegistry legs;
    private final Function<InboundResponse, Branch> making;
    private final Map<String, Branch> byTag = new LinkedHashMap<>();
    private final Set<String> late = new HashSet<>();
    private @Nullable Branch current;

    Forks(Leg leg, LegRegistry legs, Function<InboundResponse, Branch> making) {
        this.leg = leg;
        this.legs = legs;
        this.making = making;
    }

    /** The branch whose sound is heard: the one that described itself last, or at first any; then the one that answered. */
    Branch current() {
        Branch branch = current;
        if (branch == null) {
            throw new IllegalStateException("leg " + leg.id() + " has no dialog");
        }
        return branch;
    }

    /** The branch of a response that comes before any 2xx; empty if there are too many. */
    Optional<Branch> of(InboundResponse response) {
        String tag = response.toTag().orElse("");
        Branch known = byTag.get(tag);
        if (known != null || byTag.size() >= MOST) {
            return Optional.ofNullable(known);
        }
        Branch made = making.apply(response);
        byTag.put(tag, made);
        legs.know(made.dialog(), leg);
        if (current == null) {
            current = made;
        }
        return Optional.of(made);
    }

    /** The branch of a request of the far end. */
    Optional<Branch> of(InboundRequest request) {
        return Optional.ofNullable(byTag.get(request.fromTag()));
    }

    void hear(Branch branch) {
        current = branch;
    }

    /** Whether the branch of this response is the one that is heard. */
    boolean hears(InboundResponse response) {
        Branch branch = byTag.get(response.toTag().orElse(""));
        return branch != null && branch == current;
    }

    /** The branch of the first 2xx; the others are nobody's from now on. */
    Branch answered(InboundResponse response) {
        String tag = response.toTag().orElse("");
        Branch winner = byTag.get(tag);
        forgetAll();
        if (winner == null) {
            winner = making.apply(response);
        }
        byTag.put(tag, winner);
        legs.know(winner.dialog(), leg);
        current = winner;
        return winner;
    }

    /** Whether a 2xx is the answering branch's own, come again. */
    boolean isAnsweredBy(InboundResponse response) {
        return byTag.containsKey(response.toTag().orElse(""));
    }

    /** Whether a 2xx of a branch that came too late is its first; it must be hung up once. */
    boolean isNews(InboundResponse response) {
        return late.size() < MOST && late.add(response.toTag().orElse(""));
    }

    /** The INVITE was refused as a whole, and is sent anew. */
    void forgetAll() {
        byTag.values().forEach(branch -> legs.forget(branch.dialog()));
        byTag.clear();
        current = null;
    }

    List<Dialog> dialogs() {
        return byTag.values().stream().map(Branch::dialog).toList();
    }
}

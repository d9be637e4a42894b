package io.ringflow.ivr.call;

import io.ringflow.ivr.command.Joint;
import io.ringflow.ivr.command.Party;
import io.ringflow.ivr.command.TalkTerms;
import io.ringflow.ivr.command.Voices;
import io.ringflow.media.MediaProfile;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whom a call talks with, and has talked with. Owned by the call's thread. */
final class LiveParties {

    private static final Logger LOG = LoggerFactory.getLogger(LiveParties.class);

    private final Call call;
    private final CallServices services;
    private final Talks talks;

    private Optional<SecondLeg> earlier = Optional.empty();
    private Optional<CallId> related;
    private @Nullable OtherSide last;

    LiveParties(Call call, CallServices services) {
        this.call = call;
        this.services = services;
        this.talks = new Talks(call, services);
        this.related = call.consultation().map(known -> known.main().id());
    }

    Party call(Party.Wish wish) {
        return called(wish, () -> CalledParty.call(wish, talks.nextParty(), call, services, talks));
    }

    /** Calls a party of a talk; the room is the talk's. */
    TalkLine call(Party.Wish wish, TalkRoom room) {
        return switch (called(wish, () -> CalledParty.call(wish, talks.nextParty(), call, services, talks))) {
            case CalledParty party -> new TalkLine(party, party.id(), party.session(), room, call, services, talks);
            case Party unreached -> TalkLine.unreached(unreached, room, call, services, talks);
        };
    }

    /** Has a call that stands by come into a talk. */
    TalkLine fetch(Call standing, TalkRoom room) {
        var party = ConnectedCall.want(standing, Voices.BOTH, talks.nextParty(), call, services, talks);
        known(party);
        return new TalkLine(party, party.id(), party.session(), room, call, services, talks)
                .unheeded(playback -> standing.inbox().forgetPlayback(playback.id(), false));
    }

    Party consult(Party.Wish wish, String action) {
        return called(wish, () -> ConsultedCall.call(wish, action, talks.nextParty(), call, services, talks));
    }

    Party fetch(String callId, Voices voices) {
        return ConnectedCall.fetch(callId, voices, talks.nextParty(), call, services, talks)
                .<Party>map(this::known)
                .orElseGet(() ->
                        new UnreachedParty(EndReason.of(Cause.CALLEE_UNAVAILABLE, "there is no such call to be had")));
    }

    Optional<Joint> join(Optional<String> callId, TalkTerms terms) {
        var consultation = call.consultation()
                .filter(known -> callId.map(known.main().id().text()::equals).orElse(true))
                .filter(known -> known.end().isEmpty());
        if (consultation.isEmpty()) LOG.info("call {} is consulted by nobody, or by another call", call.id());
        return consultation.map(known -> {
            known.join(terms);
            return new LiveJoint(known, call.inbox(), services.clock());
        });
    }

    boolean pressForPeer(String keys, Duration each, Duration between) {
        call.consultation().ifPresent(known -> known.press(keys, each, between));
        return call.consultation().isPresent();
    }

    /** Talks with the call that has fetched this one, until either is gone. */
    void met(Connection by) {
        related = Optional.of(by.host().id());
    }

    /** The talk with one of them. */
    Talks talks() {
        return talks;
    }

    /** Figures of the last party that answered. */
    Optional<SecondLeg> secondLeg() {
        return Optional.ofNullable(last).flatMap(OtherSide::figures).or(() -> earlier);
    }

    /** The last other call that this one had to do with. */
    Optional<CallId> related() {
        return related;
    }

    private Party called(Party.Wish wish, Supplier<OtherSide> step) {
        try {
            return known(step.get());
        } catch (DialRefused refused) {
            LOG.warn("call {} can't call {}: {}", call.id(), LogText.of(wish.number()), refused.getMessage());
            services.observer().partyEnded(call, MediaProfile.NO_TRUNK, refused.reason(), Duration.ZERO);
            return new UnreachedParty(refused.reason());
        }
    }

    private OtherSide known(OtherSide party) {
        earlier = secondLeg();
        last = party;
        party.callId().ifPresent(id -> related = Optional.of(id));
        return party;
    }
}

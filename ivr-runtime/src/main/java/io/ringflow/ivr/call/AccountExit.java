package io.ringflow.ivr.call;

import io.ringflow.ivr.account.Telephones;
import io.ringflow.ivr.trunk.SipNumber;
import io.ringflow.media.MediaProfile;
import io.ringflow.sip.CallIdentity;
import io.ringflow.sip.CallPlan;
import io.ringflow.sip.CallTarget;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.registrar.Binding;
import java.time.Duration;
import java.util.List;

/** The way to all telephones of an account at once. Immutable; takes nothing that must be given back. */
record AccountExit(List<CallTarget> telephones, MediaProfile media, ListenAddress from) implements Exit {

    private static final CallIdentity NOBODY = CallIdentity.of(CallIdentity.ANONYMOUS);

    /** @throws DialRefused when none can be reached at this moment */
    static AccountExit to(List<Binding> bindings, Telephones telephones, LegPort legs) {
        var reached = bindings.stream()
                .flatMap(binding -> legs.target(binding, NOBODY).stream())
                .toList();
        var from = reached.stream().findFirst().flatMap(CallTarget::from);
        if (from.isEmpty()) {
            var text = "no telephone of the account is registered";
            throw new DialRefused(EndReason.of(Cause.CALLEE_UNAVAILABLE, text));
        }
        // All hear the same offer: those that are reached from another address of ours would send their sound astray.
        var together = reached.stream()
                .filter(target -> target.from().map(ListenAddress::bind).equals(from.map(ListenAddress::bind)))
                .toList();
        return new AccountExit(together, telephones.media(bindings.getFirst()), from.get());
    }

    @Override
    public CallPlan plan(Shown shown, Duration ringing) {
        var number = shown.wanted().orElse(shown.otherwise());
        var identity = number.isEmpty()
                ? NOBODY
                : CallIdentity.of(SipNumber.uri(number, SipNumber.host(from.advertisedHost())));
        var targets = telephones.stream()
                .map(target -> target.with(identity).withPatience(Exit.silence(ringing), ringing))
                .toList();
        return () -> targets;
    }

    @Override
    public void close() {}
}

package io.ringflow.ivr.account;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.application.Applications;
import io.ringflow.ivr.application.VoipAccount;
import io.ringflow.ivr.application.VoipAccounts;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import java.util.Optional;

/**
 * Which application a call reaches (flow-protocol 1.1): anybody reaches the access numbers of all; an account those of its
 * own application alone, and its {@code serviceid}, which nobody else reaches. Thread-safe.
 */
public record DialPlan(Applications applications, VoipAccounts accounts) {

    /** Where a call goes. */
    public sealed interface Route {
        record To(Application application) implements Route {}

        record Nowhere(EndReason why) implements Route {}
    }

    /** @param caller the account that the caller has proved; empty for anybody */
    public Route route(Optional<String> caller, String dialled) {
        var service = applications.forService(dialled);
        if (caller.isEmpty()) {
            return service.isPresent()
                    ? noSuchNumber()
                    : applications.forNumber(dialled).<Route>map(Route.To::new).orElse(noSuchNumber());
        }
        var account = accounts.find(caller.get()).filter(VoipAccount::enabled);
        if (account.isEmpty()) return new Route.Nowhere(forbidden("the account is gone"));
        var own = account.get().applicationId();
        if (service.isPresent()) {
            return service.filter(application -> application.id().equals(own))
                    .<Route>map(Route.To::new)
                    .orElse(noSuchNumber());
        }
        var found = applications.forNumber(dialled);
        if (found.isEmpty()) return noSuchNumber();
        return found.get().id().equals(own)
                ? new Route.To(found.get())
                : new Route.Nowhere(forbidden("the number is not one of the account's application"));
    }

    /** Whether a number is an application's own, apart from the catch-all. */
    public boolean isTaken(String number) {
        return applications.hasNumber(number) || applications.forService(number).isPresent();
    }

    /** Whether a caller reaches what is an application's and has no access number: its conferences. */
    public boolean reaches(Optional<String> caller, Application owner) {
        return caller.isEmpty()
                || accounts.find(caller.get())
                        .filter(VoipAccount::enabled)
                        .filter(account -> account.applicationId().equals(owner.id()))
                        .isPresent();
    }

    private static Route noSuchNumber() {
        return new Route.Nowhere(EndReason.of(Cause.NO_SUCH_NUMBER, "no application has this number"));
    }

    private static EndReason forbidden(String text) {
        return EndReason.of(Cause.APPLICATION_REJECTED, text).withSipStatus(403);
    }
}

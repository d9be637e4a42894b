package io.ringflow.ivr.api;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.application.Applications;
import io.ringflow.ivr.rest.Account;
import io.ringflow.ivr.rest.RestError;
import io.ringflow.ivr.rest.RestRefused;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who asks: what is not its own does not exist for it. Immutable. */
record Tenant(Account account, Applications table) {

    /** @throws RestRefused NO_SUCH_APPLICATION, also when it is another's */
    Application application(String id) {
        return Optional.of(id)
                .filter(account::mayActOn)
                .flatMap(table::byId)
                .orElseThrow(() -> new RestRefused(RestError.NO_SUCH_APPLICATION));
    }

    boolean owns(String applicationId) {
        return account.mayActOn(applicationId);
    }

    /** Whether it is of every application: only such a one may make them, and give out numbers. */
    boolean operator() {
        return account.applications().contains(Account.EVERY);
    }

    /** @throws RestRefused NOT_ALLOWED */
    void mustBeOperator() {
        if (operator()) return;
        throw new RestRefused(RestError.NOT_ALLOWED, "Only an account of every application may do this.");
    }

    /** Ids of its applications, or of the one that is wanted; empty: of every one there is. */
    Optional<Set<String>> applicationIds(Optional<String> wanted) {
        return wanted.map(Set::of).or(() -> operator() ? Optional.empty() : Optional.of(account.applications()));
    }

    /** Its applications, or the one that is wanted. */
    List<Application> applications(Optional<String> wanted) {
        if (wanted.isPresent()) return List.of(application(wanted.get()));
        return table.all().stream()
                .filter(one -> owns(one.id()))
                .sorted(Comparator.comparing(Application::id))
                .toList();
    }
}

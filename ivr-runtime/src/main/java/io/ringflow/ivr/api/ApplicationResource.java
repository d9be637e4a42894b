package io.ringflow.ivr.api;

import io.ringflow.ivr.api.Route.NoQuery;
import io.ringflow.ivr.rest.RestError;
import java.util.List;
import java.util.Optional;

/** The applications that an account may act on. Thread-safe. */
final class ApplicationResource {

    record ApplicationList(@Field("By their ids") List<ApplicationFacts> items) {}

    List<Route<?, ?>> routes() {
        return List.of(
                Route.get("/v1/applications", "listApplications")
                        .answers(ApplicationList.class)
                        .by(Section.APPLICATIONS, "The applications that the account may act on.", this::list),
                Route.get("/v1/applications/{applicationId}", "getApplication")
                        .answers(ApplicationFacts.class)
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .by(Section.APPLICATIONS, "One of them.", this::get));
    }

    private Reply list(Ask<NoQuery, Input.None> ask) {
        var there = ask.tenant().applications(Optional.empty()).stream()
                .map(ApplicationFacts::of)
                .toList();
        return Reply.of(new ApplicationList(there));
    }

    private Reply get(Ask<NoQuery, Input.None> ask) {
        return Reply.of(ApplicationFacts.of(ask.tenant().application(ask.at("applicationId"))));
    }
}

package io.ringflow.ivr.api;

import io.ringflow.ivr.api.ApplicationOrders.ApplicationChange;
import io.ringflow.ivr.api.ApplicationOrders.NewApplication;
import io.ringflow.ivr.api.Route.NoQuery;
import io.ringflow.ivr.application.ApplicationDesk;
import io.ringflow.ivr.application.ApplicationDraft;
import io.ringflow.ivr.application.ListedApplication;
import io.ringflow.ivr.rest.RestError;
import io.ringflow.ivr.rest.RestRefused;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The applications that an account may act on. Thread-safe. */
final class ApplicationResource {

    private static final String ALL = "/v1/applications";
    private static final String ONE = ALL + "/{applicationId}";

    private final ApplicationDesk applications;

    ApplicationResource(ApplicationDesk applications) {
        this.applications = applications;
    }

    record ApplicationPage(
            @Field("By their ids") List<ApplicationFacts> items,

            @Field("The `cursor` of the next page; missing on the last")
            Optional<String> next) {}

    List<Route<?, ?>> routes() {
        return List.of(
                Route.get(ALL, "listApplications")
                        .with(PageQuery.class)
                        .answers(ApplicationPage.class)
                        .by(Section.APPLICATIONS, "The applications that the account may act on.", this::list),
                Route.post(ALL, "createApplication")
                        .takes(NewApplication.class)
                        .answers(Output.json(201, ApplicationFacts.class))
                        .fails(RestError.NOT_ALLOWED, RestError.TAKEN)
                        .by(
                                Section.APPLICATIONS,
                                "Makes an application. Only an account of every application (`*`) may.",
                                this::create),
                Route.get(ONE, "getApplication")
                        .answers(ApplicationFacts.class)
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .by(Section.APPLICATIONS, "One of them.", this::get),
                Route.patch(ONE, "changeApplication")
                        .takes(ApplicationChange.class)
                        .answers(ApplicationFacts.class)
                        .fails(RestError.NO_SUCH_APPLICATION, RestError.READ_ONLY, RestError.TAKEN)
                        .by(
                                Section.APPLICATIONS,
                                "Changes what is said, and leaves the rest as it is; the next call sees it. An empty text"
                                        + " takes away what may be missing.",
                                this::change),
                Route.delete(ONE, "deleteApplication")
                        .fails(RestError.NO_SUCH_APPLICATION, RestError.READ_ONLY)
                        .by(
                                Section.APPLICATIONS,
                                "Deletes an application and its VoIP accounts; its numbers are nobody's then. Calls that"
                                        + " run go on.",
                                this::delete));
    }

    private Reply list(Ask<PageQuery, Input.None> ask) {
        var own = applications.all().stream()
                .filter(one -> ask.tenant().owns(one.application().id()))
                .toList();
        var page = Page.of(
                own,
                one -> Cursor.of(one.application()),
                Comparator.naturalOrder(),
                ask.query().cursor(),
                ask.query().limit());
        var facts = page.map(ApplicationFacts::of);
        return Reply.of(new ApplicationPage(facts.items(), facts.next()));
    }

    private Reply create(Ask<NoQuery, NewApplication> ask) {
        ask.tenant().mustBeOperator();
        var made = ApplicationFacts.of(applications.create(ask.body().draft()));
        return Reply.of(made).at(ALL + "/" + made.applicationId());
    }

    private Reply get(Ask<NoQuery, Input.None> ask) {
        return Reply.of(ApplicationFacts.of(own(ask)));
    }

    private Reply change(Ask<NoQuery, ApplicationChange> ask) {
        var is = own(ask);
        var draft = ask.body().over(ApplicationDraft.of(is));
        return Reply.of(ApplicationFacts.of(applications.change(is.application().id(), draft)));
    }

    private Reply delete(Ask<NoQuery, Input.None> ask) {
        applications.delete(own(ask).application().id());
        return Reply.NOTHING;
    }

    private ListedApplication own(Ask<?, ?> ask) {
        return Optional.of(ask.at("applicationId"))
                .filter(ask.tenant()::owns)
                .flatMap(applications::find)
                .orElseThrow(() -> new RestRefused(RestError.NO_SUCH_APPLICATION));
    }
}

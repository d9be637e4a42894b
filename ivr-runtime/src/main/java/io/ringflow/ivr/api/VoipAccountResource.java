package io.ringflow.ivr.api;

import io.ringflow.ivr.account.Telephones;
import io.ringflow.ivr.api.Route.NoQuery;
import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.application.VoipAccount;
import io.ringflow.ivr.application.VoipAccountDesk;
import io.ringflow.ivr.application.VoipAccounts;
import io.ringflow.ivr.rest.RestError;
import io.ringflow.ivr.rest.RestRefused;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The VoIP accounts of an account's applications: phones that register with us. Thread-safe. */
final class VoipAccountResource {

    private static final String ALL = "/v1/applications/{applicationId}/voip-accounts";
    private static final String ONE = ALL + "/{account}";

    private final VoipAccountDesk accounts;
    private final VoipAccounts known;
    private final Telephones telephones;

    /** @param known all there are, also those that can't be changed */
    VoipAccountResource(VoipAccountDesk accounts, VoipAccounts known, Telephones telephones) {
        this.accounts = accounts;
        this.known = known;
        this.telephones = telephones;
    }

    record VoipAccountFacts(
            @Field("User part of its address, unique on this server")
            String account,

            @Field("Id of the application") String application,
            @Field("For people") String name,
            @Field("Whether it may register and call") boolean enabled,

            @Field("What a telephone is told that the password is for")
            String realm,

            @Field("Telephones that are registered with it at this moment")
            int telephones) {}

    record VoipAccountPage(
            @Field("In order") List<VoipAccountFacts> items,

            @Field("The `cursor` of the next page; missing on the last")
            Optional<String> next) {}

    record NewVoipAccount(
            @Field(value = "User part of its address, unique on this server", pattern = "[A-Za-z0-9._~-]{1,64}")
            String account,

            @Field(value = "8 characters at least; hashed at once, and kept nowhere", longest = 128)
            String password,

            @Field("For people") Optional<String> name) {

        @Override
        public String toString() {
            return "NewVoipAccount[" + account + "]";
        }
    }

    /** What is missing stays as it is. */
    record VoipAccountChange(
            @Field(value = "8 characters at least; hashed at once, and kept nowhere", longest = 128)
            Optional<String> password,

            @Field("For people") Optional<String> name,
            @Field("It may register and call") Optional<Boolean> enabled) {

        @Override
        public String toString() {
            return "VoipAccountChange";
        }
    }

    List<Route<?, ?>> routes() {
        return List.of(
                Route.get(ALL, "listVoipAccounts")
                        .with(PageQuery.class)
                        .answers(VoipAccountPage.class)
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .by(
                                Section.VOIP_ACCOUNTS,
                                "The VoIP accounts of an application, without those of the configuration.",
                                this::list),
                Route.post(ALL, "createVoipAccount")
                        .takes(NewVoipAccount.class)
                        .answers(Output.json(201, VoipAccountFacts.class))
                        .fails(RestError.NO_SUCH_APPLICATION, RestError.TAKEN)
                        .by(Section.VOIP_ACCOUNTS, "Makes a VoIP account.", this::create),
                Route.get(ONE, "getVoipAccount")
                        .answers(VoipAccountFacts.class)
                        .fails(RestError.NO_SUCH_APPLICATION, RestError.NO_SUCH_VOIP_ACCOUNT)
                        .by(Section.VOIP_ACCOUNTS, "One of them.", this::get),
                Route.patch(ONE, "changeVoipAccount")
                        .takes(VoipAccountChange.class)
                        .answers(VoipAccountFacts.class)
                        .fails(RestError.NO_SUCH_APPLICATION, RestError.NO_SUCH_VOIP_ACCOUNT)
                        .by(Section.VOIP_ACCOUNTS, "Changes what is said, and leaves the rest as it is.", this::change),
                Route.delete(ONE, "deleteVoipAccount")
                        .fails(RestError.NO_SUCH_APPLICATION, RestError.NO_SUCH_VOIP_ACCOUNT)
                        .by(Section.VOIP_ACCOUNTS, "Deletes one; calls that run go on.", this::delete));
    }

    private Reply list(Ask<PageQuery, Input.None> ask) {
        var application = application(ask);
        var page = Page.of(
                accounts.of(application.id()),
                one -> new Cursor(Instant.EPOCH, one.account()),
                Comparator.naturalOrder(),
                ask.query().cursor(),
                ask.query().limit());
        var facts = page.map(one -> facts(one, application));
        return Reply.of(new VoipAccountPage(facts.items(), facts.next()));
    }

    private Reply create(Ask<NoQuery, NewVoipAccount> ask) {
        var application = application(ask);
        var order = ask.body();
        if (known.find(order.account()).isPresent()) throw new RestRefused(RestError.TAKEN);
        var made = accounts.create(
                order.account(),
                application.id(),
                order.password(),
                order.name().orElse(""));
        return Reply.of(facts(made, application))
                .at("/v1/applications/" + application.id() + "/voip-accounts/" + made.account());
    }

    private Reply get(Ask<NoQuery, Input.None> ask) {
        return Reply.of(facts(own(ask), application(ask)));
    }

    private Reply change(Ask<NoQuery, VoipAccountChange> ask) {
        var change = ask.body();
        var changed = accounts.change(own(ask).account(), change.password(), change.name(), change.enabled());
        return Reply.of(facts(changed, application(ask)));
    }

    private Reply delete(Ask<NoQuery, Input.None> ask) {
        accounts.delete(own(ask).account());
        return Reply.NOTHING;
    }

    private VoipAccountFacts facts(VoipAccount account, Application application) {
        int registered =
                telephones.of(application, account.account()).map(List::size).orElse(0);
        return new VoipAccountFacts(
                account.account(),
                account.applicationId(),
                account.name(),
                account.enabled(),
                account.realm(),
                registered);
    }

    private static Application application(Ask<?, ?> ask) {
        return ask.tenant().application(ask.at("applicationId"));
    }

    private VoipAccount own(Ask<?, ?> ask) {
        var application = application(ask);
        return accounts.find(ask.at("account"))
                .filter(one -> one.applicationId().equals(application.id()))
                .orElseThrow(() -> new RestRefused(RestError.NO_SUCH_VOIP_ACCOUNT));
    }
}

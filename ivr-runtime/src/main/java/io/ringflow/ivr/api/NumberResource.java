package io.ringflow.ivr.api;

import io.ringflow.ivr.api.Route.NoQuery;
import io.ringflow.ivr.application.ListedNumber;
import io.ringflow.ivr.application.NumberDesk;
import io.ringflow.ivr.application.NumberKind;
import io.ringflow.ivr.rest.RestError;
import io.ringflow.ivr.rest.RestRefused;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The inventory of access numbers. Whose account is not of every application sees its own, and changes none. Thread-safe. */
final class NumberResource {

    private static final String ALL = "/v1/numbers";
    private static final String ONE = ALL + "/{number}";

    private final NumberDesk numbers;

    NumberResource(NumberDesk numbers) {
        this.numbers = numbers;
    }

    record NumberFacts(
            @Field("As it is compared: without blanks and dashes; `*` stands for every other")
            String number,

            @Field("What it is") NumberKind kind,
            @Field("Whose it is; missing: nobody's") Optional<String> application,

            @Field("Whether it stands in applications.conf, and is changed there only")
            boolean fixed) {

        static NumberFacts of(ListedNumber number) {
            return new NumberFacts(number.number(), number.kind(), number.applicationId(), number.fixed());
        }
    }

    record Numbers(
            @Field("In order") List<NumberFacts> items,

            @Field("The `cursor` of the next page; missing on the last")
            Optional<String> next) {}

    record NewNumber(
            @Field(value = "As it is dialled", longest = 128)
            String number,

            @Field("What it is; by what it looks like without this")
            Optional<NumberKind> kind,

            @Field("Whose it is from now on") Optional<String> application) {}

    record Allocation(@Field("Whose it is from now on") String application) {}

    List<Route<?, ?>> routes() {
        return List.of(
                Route.get(ALL, "listNumbers")
                        .with(ListQuery.class)
                        .answers(Numbers.class)
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .by(
                                Section.NUMBERS,
                                "The access numbers of the account's applications; to an account of every application"
                                        + " (`*`) also those that are nobody's.",
                                this::list),
                Route.post(ALL, "addNumber")
                        .takes(NewNumber.class)
                        .answers(Output.json(201, NumberFacts.class))
                        .fails(RestError.NOT_ALLOWED, RestError.TAKEN, RestError.NO_SUCH_APPLICATION)
                        .by(
                                Section.NUMBERS,
                                "Adds a number to the inventory. This and what follows only an account of every"
                                        + " application (`*`) may.",
                                this::add),
                Route.get(ONE, "getNumber")
                        .answers(NumberFacts.class)
                        .fails(RestError.NO_SUCH_NUMBER)
                        .by(Section.NUMBERS, "One of them.", this::get),
                Route.post(ONE + "/allocate", "allocateNumber")
                        .takes(Allocation.class)
                        .answers(NumberFacts.class)
                        .fails(
                                RestError.NOT_ALLOWED,
                                RestError.NO_SUCH_NUMBER,
                                RestError.NO_SUCH_APPLICATION,
                                RestError.TAKEN,
                                RestError.READ_ONLY)
                        .by(Section.NUMBERS, "Gives a number that is nobody's to an application.", this::allocate),
                Route.post(ONE + "/release", "releaseNumber")
                        .answers(NumberFacts.class)
                        .fails(RestError.NOT_ALLOWED, RestError.NO_SUCH_NUMBER, RestError.READ_ONLY)
                        .by(
                                Section.NUMBERS,
                                "Takes a number from its application; it is nobody's then.",
                                this::release),
                Route.delete(ONE, "removeNumber")
                        .fails(RestError.NOT_ALLOWED, RestError.NO_SUCH_NUMBER, RestError.IN_USE, RestError.READ_ONLY)
                        .by(Section.NUMBERS, "Takes a number that is nobody's out of the inventory.", this::remove));
    }

    private Reply list(Ask<ListQuery, Input.None> ask) {
        var wanted = ask.query().application();
        wanted.ifPresent(ask.tenant()::application);
        var there = numbers.all().stream()
                .filter(one -> visible(one, ask.tenant()))
                .filter(one -> wanted.isEmpty() || wanted.equals(one.applicationId()))
                .toList();
        var page = Page.of(
                there,
                one -> new Cursor(Instant.EPOCH, one.number()),
                Comparator.naturalOrder(),
                ask.query().cursor(),
                ask.query().limit());
        var facts = page.map(NumberFacts::of);
        return Reply.of(new Numbers(facts.items(), facts.next()));
    }

    private Reply add(Ask<NoQuery, NewNumber> ask) {
        ask.tenant().mustBeOperator();
        var order = ask.body();
        order.application().ifPresent(ask.tenant()::application);
        var added = NumberFacts.of(numbers.add(order.number(), order.kind(), order.application()));
        return Reply.of(added).at(ALL + "/" + added.number());
    }

    private Reply get(Ask<NoQuery, Input.None> ask) {
        return Reply.of(NumberFacts.of(known(ask)));
    }

    private Reply allocate(Ask<NoQuery, Allocation> ask) {
        String number = mine(ask).number();
        var application = ask.tenant().application(ask.body().application());
        return Reply.of(NumberFacts.of(numbers.allocate(number, application.id())));
    }

    private Reply release(Ask<NoQuery, Input.None> ask) {
        return Reply.of(NumberFacts.of(numbers.release(mine(ask).number())));
    }

    private Reply remove(Ask<NoQuery, Input.None> ask) {
        numbers.remove(mine(ask).number());
        return Reply.NOTHING;
    }

    private ListedNumber mine(Ask<?, ?> ask) {
        ask.tenant().mustBeOperator();
        return known(ask);
    }

    private ListedNumber known(Ask<?, ?> ask) {
        return numbers.find(ask.at("number"))
                .filter(one -> visible(one, ask.tenant()))
                .orElseThrow(() -> new RestRefused(RestError.NO_SUCH_NUMBER));
    }

    private static boolean visible(ListedNumber number, Tenant tenant) {
        return number.applicationId().map(tenant::owns).orElseGet(tenant::operator);
    }
}

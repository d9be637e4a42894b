package io.ringflow.ivr.api;

import io.ringflow.ivr.api.Route.NoQuery;
import io.ringflow.ivr.cdr.CallRecord;
import io.ringflow.ivr.cdr.CallRecordCsv;
import io.ringflow.ivr.cdr.CallRecordCursor;
import io.ringflow.ivr.cdr.CallRecordQuery;
import io.ringflow.ivr.cdr.CallRecords;
import io.ringflow.ivr.rest.RestError;
import io.ringflow.ivr.rest.RestRefused;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The calls of an account's applications that are over. Thread-safe. */
final class CallRecordResource {

    private static final String ALL = "/v1/call-records";

    private final CallRecords records;

    CallRecordResource(CallRecords records) {
        this.records = records;
    }

    enum Order {
        NEWEST,
        OLDEST
    }

    record CallRecordList(
            @Field("In the order that was wanted") List<CallRecordFacts> items,

            @Field("The `cursor` of the next page; missing on the last")
            Optional<String> next) {}

    record RecordQuery(
            @Field("Only what is of this application") Optional<String> application,
            @Field("Ended then or later") Optional<Instant> from,
            @Field("Ended earlier") Optional<Instant> before,

            @Field("Called, was called, or was consulted: exactly as it stands there")
            Optional<String> number,

            @Field("Whether it was answered") Optional<Boolean> answered,

            @Field(value = "How it ended", pattern = "[0-9]{6}")
            Optional<String> errorCode,

            @Field("Whether it came in, or was ours") Optional<CallFacts.Direction> direction,

            @Field(value = "Which come first", fallback = "newest")
            Order order,

            @Field(value = "How many at most", fallback = Page.LIMIT, min = 1, max = Page.MOST)
            int limit,

            @Field(value = "The `next` of the page before", longest = 1_000)
            Optional<String> cursor) {

        CsvQuery filters() {
            return new CsvQuery(application, from, before, number, answered, errorCode, direction, order);
        }
    }

    record CsvQuery(
            @Field("Only what is of this application") Optional<String> application,
            @Field("Ended then or later") Optional<Instant> from,
            @Field("Ended earlier") Optional<Instant> before,

            @Field("Called, was called, or was consulted: exactly as it stands there")
            Optional<String> number,

            @Field("Whether it was answered") Optional<Boolean> answered,

            @Field(value = "How it ended", pattern = "[0-9]{6}")
            Optional<String> errorCode,

            @Field("Whether it came in, or was ours") Optional<CallFacts.Direction> direction,

            @Field(value = "Which come first", fallback = "newest")
            Order order) {

        CallRecordQuery of(Tenant tenant) {
            application.ifPresent(tenant::application);
            return new CallRecordQuery(
                    tenant.applicationIds(application),
                    from,
                    before,
                    number,
                    answered,
                    errorCode,
                    direction.map(one -> CallRecord.Direction.valueOf(one.name())),
                    order == Order.OLDEST);
        }
    }

    List<Route<?, ?>> routes() {
        return List.of(
                Route.get(ALL, "listCallRecords")
                        .with(RecordQuery.class)
                        .answers(CallRecordList.class)
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .by(
                                Section.CALL_RECORDS,
                                "The calls that are over. Each is there with its `stopservice`.",
                                this::list),
                Route.get(ALL + ".csv", "exportCallRecords")
                        .with(CsvQuery.class)
                        .answers(Output.text("text/csv; charset=utf-8"))
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .by(
                                Section.CALL_RECORDS,
                                "The same as comma-separated values (RFC 4180), all that match, with a header line.",
                                this::export),
                Route.get(ALL + "/{callId}", "getCallRecord")
                        .answers(CallRecordFacts.class)
                        .fails(RestError.NO_SUCH_CALL)
                        .by(Section.CALL_RECORDS, "One of them.", this::get));
    }

    private Reply list(Ask<RecordQuery, Input.None> ask) {
        var query = ask.query();
        var page = records.page(
                query.filters().of(ask.tenant()), query.cursor().map(CallRecordResource::cursor), query.limit());
        return Reply.of(new CallRecordList(
                page.records().stream().map(CallRecordFacts::of).toList(),
                page.next().map(CallRecordCursor::text)));
    }

    private Reply export(Ask<CsvQuery, Input.None> ask) {
        var query = ask.query().of(ask.tenant());
        return Reply.streamed(target -> {
            var text = new OutputStreamWriter(target, StandardCharsets.UTF_8);
            CallRecordCsv.write(records, query, text);
            text.flush();
        });
    }

    private Reply get(Ask<NoQuery, Input.None> ask) {
        return records.find(ask.at("callId"))
                .filter(call -> ask.tenant().owns(call.applicationId()))
                .map(call -> Reply.of(CallRecordFacts.of(call)))
                .orElseThrow(() -> new RestRefused(RestError.NO_SUCH_CALL));
    }

    private static CallRecordCursor cursor(String text) {
        try {
            return CallRecordCursor.parse(text);
        } catch (IllegalArgumentException | DateTimeException _) {
            throw ApiRefused.parameter("cursor", "must be the next of an earlier page");
        }
    }
}

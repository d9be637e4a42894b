package io.ringflow.ivr.rest;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.ringflow.ivr.cdr.CallRecordCsv;
import io.ringflow.ivr.cdr.CallRecordQuery;
import io.ringflow.ivr.cdr.CallRecords;
import io.ringflow.ivr.http.HttpRoutes;
import io.ringflow.ivr.recording.LinkKey;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code BillRecords} (flow-protocol 8.6): the call records of a day, a week or a month, at a URL that is signed and good for
 * an hour. The URL says all that is asked for; nothing is kept between the two. Thread-safe.
 */
public final class BillRecords implements HttpRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(BillRecords.class);
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final String PATH = "/bill-records/";

    private final CallRecords records;
    private final List<Account> accounts;
    private final LinkKey key;
    private final ZoneId zone;
    private final InstantSource clock;

    /**
     * @param key that the URLs are signed with
     * @param zone in which a day begins
     */
    public BillRecords(CallRecords records, List<Account> accounts, LinkKey key, ZoneId zone, InstantSource clock) {
        this.records = records;
        this.accounts = List.copyOf(accounts);
        this.key = key;
        this.zone = zone;
        this.clock = clock;
    }

    /**
     * The answer to a request.
     *
     * @param said by lower-case name: {@code appid}, {@code date}, {@code keywords}
     * @param base by which the client reached this server
     * @throws RestRefused BAD_REQUEST, NOT_ALLOWED
     */
    Answer answer(Account account, Map<String, String> said, String base) {
        var bill = Bill.of(account, said, clock.instant().atZone(zone).toLocalDate(), zone);
        String token = bill.token();
        String url = base + key.signed(PATH + token, clock.instant().plus(LIFETIME));
        return Answer.done(Answer.text("token", token), Answer.text("downUrl", url));
    }

    @Override
    public void addTo(HttpRouting.Builder routing) {
        routing.get(PATH + "{token}", this::serve);
    }

    private void serve(ServerRequest request, ServerResponse response) {
        String token = request.path().pathParameters().get("token");
        String expires = request.query().first("expires").orElse("");
        String signature = request.query().first("sig").orElse("");
        switch (key.judge(PATH + token, expires, signature, clock.instant())) {
            case FORGED -> refuse(response, Status.FORBIDDEN_403, "This URL is not valid.");
            case EXPIRED -> refuse(response, Status.FORBIDDEN_403, "This URL has expired.");
            case GOOD ->
                Bill.read(token)
                        .flatMap(bill ->
                                accounts.stream().filter(bill::isOf).findFirst().map(bill::query))
                        .ifPresentOrElse(
                                query -> {
                                    response.header(HeaderNames.CONTENT_TYPE, "text/csv; charset=utf-8");
                                    response.header(HeaderNames.CACHE_CONTROL, "no-store");
                                    response.header(
                                            HeaderNames.CONTENT_DISPOSITION,
                                            "attachment; filename=\"call-records.csv\"");
                                    write(query, response);
                                },
                                () -> refuse(response, Status.NOT_FOUND_404, "The account is no more."));
        }
    }

    /** What breaks off is not closed, but cut: it must not look whole to the client. */
    private void write(CallRecordQuery query, ServerResponse response) {
        try {
            var text = new OutputStreamWriter(response.outputStream(), StandardCharsets.UTF_8);
            CallRecordCsv.write(records, query, text);
            text.close();
        } catch (IOException gone) {
            LOG.debug("call records broke off: {}", gone.toString());
            throw new UncheckedIOException(gone);
        }
    }

    private static void refuse(ServerResponse response, Status status, String words) {
        response.status(status);
        response.header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.send(words + "\n");
    }
}

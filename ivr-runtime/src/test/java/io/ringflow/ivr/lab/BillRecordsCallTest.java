package io.ringflow.ivr.lab;

import static io.ringflow.ivr.rest.RestClient.element;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.rest.RestClient;
import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flow protocol 8.6 BillRecords: a call, and its record in a table that is fetched by a URL. */
class BillRecordsCallTest {

    @TempDir
    Path dir;

    private static HttpResponse<String> fetch(HttpClient http, String url) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String ask(RestClient client, String body) {
        return client.post("BillRecords", "", body.getBytes(StandardCharsets.UTF_8));
    }

    /** Flow protocol 8.6 BillRecords. */
    @Test
    void theCallsOfADayAreATableAtAUrlThatIsGoodForAnHour() throws Exception {
        try (var http = HttpClient.newHttpClient();
                var lab =
                        new CallLab(dir, base -> base.with("rest.port", 0).with("rest.accounts", RestClient.ACCOUNTS));
                var client = new RestClient(lab.server().restPort().orElseThrow(), lab.time())) {
            lab.app().handle(_ -> FlowReply.response("<Play>menu.wav</Play><Hangup/>"));
            Phone caller = lab.phone("13800138000");
            caller.calls(lab.uri("4001234567"));
            lab.isHungUp(caller);
            lab.until("it is told", Duration.ofSeconds(5), () -> lab.app().requests().stream()
                    .anyMatch(asked -> asked.name().equals("stopservice")));
            String call = lab.app().requests().getFirst().param("callid");
            String app = lab.application().id();

            String answer = ask(
                    client,
                    "<?xml version='1.0'?><BillRecords><appId>" + app
                            + "</appId><date>today</date><keywords></keywords></BillRecords>");
            assertThat(element(answer, "statusCode")).isEqualTo("000000");
            assertThat(element(answer, "token")).isNotEmpty();
            String url = element(answer, "downUrl").replace("&amp;", "&");
            var table = fetch(http, url);
            assertThat(table.headers().firstValue("content-type")).contains("text/csv; charset=utf-8");
            assertThat(table.body().lines()).hasSize(2);
            assertThat(table.body()).startsWith("callid,appid,direction").contains(call + "," + app + ",0,13800138000");

            String yesterday = ask(client, "<BillRecords><appId>" + app + "</appId><date>day</date></BillRecords>");
            assertThat(fetch(http, element(yesterday, "downUrl").replace("&amp;", "&"))
                            .body()
                            .lines())
                    .hasSize(1);
            assertThat(fetch(http, url.replace("sig=", "sig=0")).statusCode()).isEqualTo(403);
            lab.time().advance(Duration.ofHours(1).plusSeconds(1));
            assertThat(fetch(http, url).body()).contains("expired");
            assertThat(element(ask(client, "<BillRecords><date>never</date></BillRecords>"), "statusCode"))
                    .isEqualTo("111400");
            assertThat(element(ask(client, "<BillRecords><appId>another</appId></BillRecords>"), "statusCode"))
                    .isEqualTo("111403");
        }
    }
}

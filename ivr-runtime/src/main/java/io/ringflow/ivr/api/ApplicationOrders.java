package io.ringflow.ivr.api;

import io.ringflow.ivr.application.ApplicationDraft;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What requests about applications hold. */
final class ApplicationOrders {

    static final int LONGEST_URL = 2_000;
    static final int LONGEST_FLOW = 65_536;
    static final int LEAST_TIMEOUT = 100;
    static final int MOST_TIMEOUT = 120_000;
    static final int MOST_HOSTS = 100;

    private ApplicationOrders() {}

    record NewApplication(
            @Field(value = "32 letters and digits; one is made up without it", pattern = "[0-9A-Za-z]{32}")
            Optional<String> applicationId,

            @Field("For people and logs") String name,

            @Field(value = "Where it is asked; relative URLs resolve below it", longest = LONGEST_URL)
            String url,

            @Field(value = "Asked when that can not be reached", longest = LONGEST_URL)
            Optional<String> fallbackUrl,

            @Field(value = "Told about each document error", longest = LONGEST_URL)
            Optional<String> errorUrl,

            @Field("Key of the signature of requests to it; they are unsigned without it")
            Optional<String> secret,

            @Field(value = "Hosts that its URLs may name besides their own, as `host` or `host:port`", max = MOST_HOSTS)
            Optional<List<String>> allowedHosts,

            @Field(value = "The `<Response>` that runs when nothing answers", longest = LONGEST_FLOW)
            Optional<String> survivalFlow,

            @Field(value = "To open a connection", fallback = "3000", min = LEAST_TIMEOUT, max = MOST_TIMEOUT)
            int connectTimeoutMillis,

            @Field(
                    value = "From the request to the last byte of the answer",
                    fallback = "5000",
                    min = LEAST_TIMEOUT,
                    max = MOST_TIMEOUT)
            int answerTimeoutMillis,

            @Field(value = "Its calls are taken", fallback = "true")
            boolean ivrEnabled,

            @Field(value = "It may have text spoken", fallback = "true")
            boolean ttsEnabled,

            @Field(value = "It may have agents", fallback = "true")
            boolean agentsEnabled,

            @Field(value = "It is told `cdr` before `stopservice`", fallback = "false")
            boolean callRecords,

            @Field(value = "Number that only its own VoIP accounts may call", longest = 64)
            Optional<String> serviceId) {

        ApplicationDraft draft() {
            return new ApplicationDraft(
                    applicationId,
                    name,
                    url,
                    fallbackUrl,
                    errorUrl,
                    secret,
                    new LinkedHashSet<>(allowedHosts.orElse(List.of())),
                    survivalFlow,
                    Duration.ofMillis(connectTimeoutMillis),
                    Duration.ofMillis(answerTimeoutMillis),
                    ivrEnabled,
                    ttsEnabled,
                    agentsEnabled,
                    callRecords,
                    serviceId);
        }
    }

    /** What is missing stays as it is; an empty text takes away what may be missing. */
    record ApplicationChange(
            @Field("For people and logs") Optional<String> name,

            @Field(value = "Where it is asked", longest = LONGEST_URL)
            Optional<String> url,

            @Field(value = "Asked when that can not be reached", longest = LONGEST_URL)
            Optional<String> fallbackUrl,

            @Field(value = "Told about each document error", longest = LONGEST_URL)
            Optional<String> errorUrl,

            @Field("Key of the signature of requests to it") Optional<String> secret,

            @Field(value = "Hosts that its URLs may name besides their own", max = MOST_HOSTS)
            Optional<List<String>> allowedHosts,

            @Field(value = "The `<Response>` that runs when nothing answers", longest = LONGEST_FLOW)
            Optional<String> survivalFlow,

            @Field(value = "To open a connection", min = LEAST_TIMEOUT, max = MOST_TIMEOUT)
            Optional<Integer> connectTimeoutMillis,

            @Field(value = "From the request to the last byte of the answer", min = LEAST_TIMEOUT, max = MOST_TIMEOUT)
            Optional<Integer> answerTimeoutMillis,

            @Field("Its calls are taken") Optional<Boolean> ivrEnabled,
            @Field("It may have text spoken") Optional<Boolean> ttsEnabled,
            @Field("It may have agents") Optional<Boolean> agentsEnabled,
            @Field("It is told `cdr` before `stopservice`") Optional<Boolean> callRecords,

            @Field(value = "Number that only its own VoIP accounts may call", longest = 64)
            Optional<String> serviceId) {

        ApplicationDraft over(ApplicationDraft is) {
            return new ApplicationDraft(
                    is.id(),
                    name.orElse(is.name()),
                    url.orElse(is.url()),
                    text(fallbackUrl, is.fallbackUrl()),
                    text(errorUrl, is.errorUrl()),
                    text(secret, is.secret()),
                    allowedHosts.<java.util.Set<String>>map(LinkedHashSet::new).orElse(is.allowedHosts()),
                    text(survivalFlow, is.survivalFlow()),
                    connectTimeoutMillis.map(Duration::ofMillis).orElse(is.connectTimeout()),
                    answerTimeoutMillis.map(Duration::ofMillis).orElse(is.answerTimeout()),
                    ivrEnabled.orElse(is.ivrEnabled()),
                    ttsEnabled.orElse(is.ttsEnabled()),
                    agentsEnabled.orElse(is.agentsEnabled()),
                    callRecords.orElse(is.callRecords()),
                    text(serviceId, is.serviceId()));
        }

        private static Optional<String> text(Optional<String> said, Optional<String> is) {
            return said.isPresent() ? said.filter(Predicate.not(String::isEmpty)) : is;
        }
    }
}

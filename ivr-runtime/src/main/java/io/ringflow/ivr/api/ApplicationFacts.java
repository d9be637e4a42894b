package io.ringflow.ivr.api;

import io.ringflow.ivr.application.ListedApplication;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** An application, without its secret. Immutable. */
record ApplicationFacts(
        @Field("32 characters, the `appid` of notifications")
        String applicationId,

        @Field("For people and logs") String name,
        @Field(value = "Where it is asked", longest = 2_000) String url,

        @Field(value = "Asked when that can not be reached", longest = 2_000)
        Optional<String> fallbackUrl,

        @Field(value = "Told about each document error", longest = 2_000)
        Optional<String> errorUrl,

        @Field("Hosts that its URLs may name") List<String> allowedHosts,
        @Field("Whether requests to it are signed") boolean signed,

        @Field(value = "The `<Response>` that runs when nothing answers", longest = 65_536)
        Optional<String> survivalFlow,

        @Field("To open a connection to it") long connectTimeoutMillis,

        @Field("From the request to the last byte of the answer")
        long answerTimeoutMillis,

        @Field("Whether its calls are taken") boolean ivrEnabled,
        @Field("Whether it may have text spoken") boolean ttsEnabled,
        @Field("Whether it may have agents") boolean agentsEnabled,
        @Field("Whether it is told `cdr`") boolean callRecords,

        @Field("Number that only its own VoIP accounts may call")
        Optional<String> serviceId,

        @Field("Access numbers that lead to it") List<String> numbers,

        @Field("Whether it stands in applications.conf, and is changed there only")
        boolean fixed) {

    static ApplicationFacts of(ListedApplication listed) {
        var application = listed.application();
        return new ApplicationFacts(
                application.id(),
                application.name(),
                application.url().toString(),
                application.fallbackUrl().map(URI::toString),
                application.errorUrl().map(URI::toString),
                application.allowedHosts().stream().sorted().toList(),
                application.secret().isPresent(),
                listed.survivalFlow(),
                application.connectTimeout().toMillis(),
                application.answerTimeout().toMillis(),
                application.ivrEnabled(),
                application.ttsEnabled(),
                application.agentsEnabled(),
                application.callRecords(),
                application.serviceId(),
                listed.numbers(),
                listed.fixed());
    }
}

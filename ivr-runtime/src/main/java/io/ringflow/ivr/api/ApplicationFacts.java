package io.ringflow.ivr.api;

import io.ringflow.ivr.application.Application;
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
        @Field("Whether its calls are taken") boolean ivrEnabled,
        @Field("Whether it may have text spoken") boolean ttsEnabled) {

    static ApplicationFacts of(Application application) {
        return new ApplicationFacts(
                application.id(),
                application.name(),
                application.url().toString(),
                application.fallbackUrl().map(URI::toString),
                application.errorUrl().map(URI::toString),
                application.allowedHosts().stream().sorted().toList(),
                application.secret().isPresent(),
                application.ivrEnabled(),
                application.ttsEnabled());
    }
}

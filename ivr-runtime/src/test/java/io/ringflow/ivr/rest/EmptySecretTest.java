package io.ringflow.ivr.rest;

import static io.ringflow.ivr.rest.SampleRest.KEY;
import static io.ringflow.ivr.rest.SampleRest.NOW;
import static io.ringflow.ivr.rest.SampleRest.OTHER_SID;
import static io.ringflow.ivr.rest.SampleRest.SID;
import static io.ringflow.ivr.rest.SampleRest.TOKEN;
import static io.ringflow.ivr.rest.SampleRest.ZONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An account without a token, and one without a key: the secret that is not there is no empty one. Threat W16. */
class EmptySecretTest {

    private static final String TIMESTAMP = "20260301100000";

    private final Authentication authentication = new Authentication(
            List.of(
                    new Account(SID, "keyed", "", KEY, Set.of("*"), false, false),
                    new Account(OTHER_SID, "signing", TOKEN, "", Set.of("*"), false, false)),
            new Timestamps(ZONE, Duration.ofHours(1)),
            () -> NOW);

    private Account caller(String sid, String authorization, String sig) {
        var request = new RestRequest(
                "POST",
                "/",
                false,
                sid,
                "ivr/dial",
                Map.of("sig", sig),
                Optional.of(authorization),
                Optional.empty(),
                "192.0.2.1",
                "http://rest.example",
                InputStream::nullInputStream);
        return authentication.check(request).account();
    }

    private void isRefused(String sid, String authorization, String sig) {
        assertThatThrownBy(() -> caller(sid, authorization, sig))
                .isInstanceOfSatisfying(RestRefused.class, refused -> assertThat(refused.error())
                        .isEqualTo(RestError.BAD_SIGNATURE));
    }

    @Test
    void whoHasNoTokenIsNotSignedForByAnybodyWhoKnowsTheSid() {
        isRefused(SID, Signing.authorization(SID, TIMESTAMP), Signing.sig(SID, "", TIMESTAMP));
        assertThat(caller(SID, "Bearer " + KEY, "").name()).isEqualTo("keyed");
    }

    @Test
    void whoHasNoKeyIsNotOpenedByAnEmptyOne() {
        isRefused(OTHER_SID, "Bearer ", "");
        isRefused(OTHER_SID, "Bearer   ", "");
        String sig = Signing.sig(OTHER_SID, TOKEN, TIMESTAMP);
        assertThat(caller(OTHER_SID, Signing.authorization(OTHER_SID, TIMESTAMP), sig)
                        .name())
                .isEqualTo("signing");
    }
}

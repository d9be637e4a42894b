package io.ringflow.ivr.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Threat W19: no secret stands in the text of a configuration, which a log or a fault may show. */
class ShownSecretsTest {

    @Test
    void aConfigurationsTextHasNoneOfItsSecrets() {
        var application = Map.of(
                "name", "shop", "url", "http://127.0.0.1/", "numbers", List.of("*"), "secret", "secret-of-requests");
        var trunk = Map.of("name", "carrier", "peer", "127.0.0.1:5099", "user", "u", "password", "secret-of-trunk");
        var account = Map.of(
                "name", "a",
                "sid", "8a48b5514f4fc588014f5d3b1c2a0b11",
                "token", "secret-of-the-account",
                "api-key", "secret-of-new-clients",
                "applications", List.of("shop"));
        var config = ConfigReader.read(
                null,
                Map.of(
                        "data-dir", Path.of("nowhere").toString(),
                        "applications", List.of(application),
                        "trunks", List.of(trunk),
                        "rest.accounts", List.of(account),
                        "speech.http.api-key", "secret-of-speech"));
        assertThat(config.toString()).contains("carrier").doesNotContain("secret-of");
        assertThat(config.applications().toString()).contains("shop").doesNotContain("secret-of");
        assertThat(config.trunks().toString()).doesNotContain("secret-of");
    }
}

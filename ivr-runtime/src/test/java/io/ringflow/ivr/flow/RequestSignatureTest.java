package io.ringflow.ivr.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RequestSignatureTest {

    /** Threat W13. */
    @Test
    void theSignatureIsTheOneThatAnotherImplementationMakes() {
        // Made with Python's hmac module.
        assertThat(RequestSignature.of(
                        "s3cret-密",
                        Instant.ofEpochSecond(1_767_603_600),
                        "POST",
                        URI.create("http://app.example/ivr/startservice?appid=1&to=%E4%BD%A0"),
                        ""))
                .isEqualTo("t=1767603600,v1=20ab4c2da95fdb53983f8c3f6bd4eb2583d5dd2f0d544d4122d049b355ee0a77");
    }
}

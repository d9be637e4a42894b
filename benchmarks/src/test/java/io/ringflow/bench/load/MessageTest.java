package io.ringflow.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MessageTest {

    private static Message message(String... lines) {
        return Message.parse(String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aResponseTellsStatusMethodAndDialog() {
        var response = message(
                "SIP/2.0 200 OK",
                "Via: SIP/2.0/UDP 127.0.0.1:1;branch=z9hG4bKa",
                "t: <sip:1@127.0.0.1>;tag=7",
                "i: abc@here",
                "CSeq: 1  INVITE",
                "Record-Route: <sip:a;lr>",
                "Record-Route: <sip:b;lr>",
                "m: \"x\" <sip:1@127.0.0.1:5060>;expires=5",
                "",
                "body");
        assertThat(response.isResponse()).isTrue();
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.method()).isEqualTo("INVITE");
        assertThat(response.callId()).isEqualTo("abc@here");
        assertThat(response.header("to")).isEqualTo("<sip:1@127.0.0.1>;tag=7");
        assertThat(response.contact()).isEqualTo("sip:1@127.0.0.1:5060");
        assertThat(response.all("record-route")).containsExactly("<sip:a;lr>", "<sip:b;lr>");
        assertThat(response.body()).isEqualTo("body");
    }

    @Test
    void aRequestTellsItsMethod() {
        assertThat(message("BYE sip:load@127.0.0.1 SIP/2.0", "CSeq: 2 BYE", "", "")
                        .method())
                .isEqualTo("BYE");
    }

    @Test
    void aContactWithoutBracketsEndsAtItsParameters() {
        assertThat(message("SIP/2.0 200 OK", "Contact: sip:1@127.0.0.1:9;q=1", "", "")
                        .contact())
                .isEqualTo("sip:1@127.0.0.1:9");
    }

    @Test
    void whatIsNotSipIsRefused() {
        assertThatThrownBy(() -> message("GET / HTTP/1.1", "", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> message("SIP/2.0 200 OK")).isInstanceOf(IllegalArgumentException.class);
    }
}

package io.ringflow.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.SipConfig.Limits;
import io.ringflow.sip.message.MessageHead;
import io.ringflow.sip.message.PlainForm;
import io.ringflow.sip.transport.PreParser;
import io.ringflow.sip.transport.PreParser.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is called plain must be what the strict parser takes. */
class PlainFormTest {
    private static final int ROUNDS = 150_000;
    private static final String ALPHABET = "aZ09 .,;:=<>@\"'\\/-_+*%?&[](){}~!#\t\u0000\u00e4sip:tag=";
    private static final String USUAL = """
            INVITE sip:100@192.0.2.1:5060;transport=udp SIP/2.0
            Via: SIP/2.0/UDP 192.0.2.7:45062;rport;branch=z9hG4bK-524287-1-0
            Via: SIP/2.0/TCP proxy.example.org;branch=z9hG4bK1
            Max-Forwards: 70
            From: "Alice B" <sip:+86100@example.org>;tag=as7d
            To: Bob <sip:100@192.0.2.1:5060>
            Contact: <sip:alice@192.0.2.7:5062;ob>
            Call-ID: a84b4c76+e66/710%~1-2@192.0.2.7:45062
            CSeq: 1 INVITE
            Content-Length: 0

            """;

    private final PreParser parser = new PreParser(Limits.defaults());

    @ParameterizedTest
    @ValueSource(strings = {"INVITE", "BYE", "OPTIONS", "UPDATE", "CANCEL", "PRACK", "INFO"})
    void whatMostPeersWriteIsPlain(String method) {
        assertThat(accepted(USUAL.replace("INVITE", method)).map(PlainForm::isSure))
                .contains(true);
    }

    @ParameterizedTest
    @CsvSource({"5, true", "5062, true", "43040, true", "65535, true", "65536, false", "100000, false"})
    void aPortMayHaveFiveDigits(String port, boolean plain) {
        String message = USUAL.replace("<sip:alice@192.0.2.7:5062;ob>", "<sip:alice@192.0.2.7:" + port + ";ob>");
        assertThat(accepted(message).map(PlainForm::isSure)).contains(plain);
    }

    @Test
    void anInviteWithoutAPlainContactIsLeftToTheParser() {
        String bare = USUAL.replace("<sip:alice@192.0.2.7:5062;ob>", "sip:sipp@192.0.2.7:5062");
        assertThat(accepted(bare).map(PlainForm::isSure)).contains(true);
        String without = USUAL.replaceAll("Contact:.*\n", "");
        String twice = USUAL.replace("Call-ID:", "Contact: <sip:bob@192.0.2.8>\nCall-ID:");
        assertThat(accepted(without).map(PlainForm::isSure)).contains(false);
        assertThat(accepted(twice).map(PlainForm::isSure)).contains(false);
    }

    @Test
    void whateverIsCalledPlainTheParserTakes() {
        var random = new Random(20);
        int plain = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String message = mutated(random);
            var head = accepted(message);
            if (head.isEmpty() || !PlainForm.isSure(head.get())) {
                continue;
            }
            plain++;
            assertThat(Intake.isParsed(head.get())).as(message).isTrue();
        }
        assertThat(plain).isBetween(ROUNDS / 10, ROUNDS * 9 / 10);
    }

    private static String mutated(Random random) {
        String sample =
                switch (random.nextInt(4)) {
                    case 0 -> USUAL.replace("INVITE", "BYE");
                    case 1 -> USUAL.replace("<sip:alice@192.0.2.7:5062;ob>", "sip:sipp@192.0.2.7:5062");
                    default -> USUAL;
                };
        var text = new StringBuilder(sample);
        for (int change = random.nextInt(3); change >= 0; change--) {
            int at = random.nextInt(text.length() - 2);
            char c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, c);
                case 1 -> text.deleteCharAt(at);
                case 2 -> text.insert(at, c);
                default -> text.insert(at, text.substring(at, Math.min(text.length() - 2, at + random.nextInt(12))));
            }
        }
        return text.toString();
    }

    private Optional<MessageHead> accepted(String lines) {
        byte[] octets = lines.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        return parser.judge(octets, octets.length, false) instanceof Verdict.Accepted(var head, var via)
                ? Optional.of(head)
                : Optional.empty();
    }
}

package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.sip.Callee;
import io.ringflow.testkit.sip.Caller;
import io.ringflow.testkit.sip.Password;
import io.ringflow.testkit.sip.SipPeer;
import io.ringflow.testkit.sip.SipText;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;

/** A telephone with an account of a lab's server. Owned by the test's thread. */
final class Telephone {

    private static final String PASSWORD = "a good password";

    private final CallLab lab;
    private final Phone phone;
    private final Password account;
    private final String callId = SipPeer.token();
    private long sequence;

    Telephone(CallLab lab, String name) {
        this.lab = lab;
        this.phone = lab.phone(name);
        this.account = new Password(name, PASSWORD);
    }

    /** What the configuration says of it. */
    static Map<String, String> account(String name) {
        return Map.of("name", name, "password", PASSWORD);
    }

    Phone phone() {
        return phone;
    }

    /** Registers for so many seconds; 0 takes it back. The contact is an address behind a NAT. */
    Telephone registers(int seconds) {
        var uri = lab.uri("").replace("sip:@", "sip:");
        var asked = ask(register(uri, seconds));
        assertThat(asked.status()).isEqualTo(401);
        var answered = ask(register(uri, seconds).plus("Authorization", account.answer(asked, "REGISTER", uri)));
        assertThat(answered.status()).isEqualTo(200);
        return this;
    }

    private SipText register(String uri, int seconds) {
        sequence++;
        var name = account.user();
        return SipText.request("REGISTER", uri)
                .plus("Via", phone.sip().newVia() + ";rport")
                .plus("Max-Forwards", "70")
                .plus("From", "<sip:" + name + "@127.0.0.1>;tag=" + callId)
                .plus("To", "<sip:" + name + "@127.0.0.1>")
                .plus("Call-ID", callId)
                .plus("CSeq", sequence + " REGISTER")
                .plus(
                        "Contact",
                        "<sip:" + name + "@10.20.30.40:" + phone.sip().address().getPort() + ">;expires=" + seconds);
    }

    private SipText ask(SipText request) {
        var to = lab.uri("x").replace("sip:x@127.0.0.1:", "");
        phone.sip().send(new InetSocketAddress("127.0.0.1", Integer.parseInt(to)), request);
        return phone.sip()
                .expect(
                        answer ->
                                !answer.isRequest() && answer.callId().equals(callId) && answer.sequence() == sequence,
                        "an answer to REGISTER " + sequence,
                        Duration.ofSeconds(10));
    }

    /** Dials, is asked for its password, and dials with it. */
    Caller dials(String number) {
        var uri = lab.uri(number);
        var asked = phone.dials(uri).refused();
        assertThat(asked.status()).isEqualTo(401);
        return phone.sip()
                .dial(
                        uri,
                        phone.offer().toString(),
                        invite -> invite.plus("Authorization", account.answer(asked, "INVITE", uri)));
    }

    Callee isCalled() {
        return phone.isCalled();
    }

    Callee answers(Callee callee) {
        return callee.answers(phone.offer().toString());
    }
}

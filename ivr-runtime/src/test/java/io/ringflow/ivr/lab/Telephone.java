package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.sip.Callee;
import io.ringflow.testkit.sip.Caller;
import io.ringflow.testkit.sip.Password;
import io.ringflow.testkit.sip.Registration;
import io.ringflow.testkit.sip.SipUri;
import java.util.Map;

/** A telephone with an account of a lab's server. Owned by the test's thread. */
final class Telephone {

    private static final String PASSWORD = "a good password";

    private final CallLab lab;
    private final Phone phone;
    private final Password account;
    private final Registration registration;

    Telephone(CallLab lab, String name) {
        this.lab = lab;
        this.phone = lab.phone(name);
        this.account = new Password(name, PASSWORD);
        int port = phone.sip().address().getPort();
        this.registration = new Registration(
                phone.sip(), SipUri.address(lab.uri("x")), account, "sip:" + name + "@10.20.30.40:" + port);
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
        assertThat(registration.register(seconds).status()).isEqualTo(200);
        return this;
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

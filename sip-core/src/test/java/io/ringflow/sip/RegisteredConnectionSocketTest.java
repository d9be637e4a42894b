package io.ringflow.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.digest.DigestServer;
import io.ringflow.sip.registrar.Binding;
import io.ringflow.sip.registrar.BindingStore;
import io.ringflow.sip.registrar.Registrar;
import io.ringflow.sip.registrar.RegistrarObserver;
import io.ringflow.sip.registrar.RegistrarSettings;
import io.ringflow.testkit.sip.Password;
import io.ringflow.testkit.sip.SipPeer;
import io.ringflow.testkit.sip.SipText;
import io.ringflow.testkit.time.FakeTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A telephone that registers over TCP from behind a NAT is called over that connection, and by no other way. */
class RegisteredConnectionSocketTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Password ACCOUNT = new Password("8001", "a good password");

    private final FakeTime time = new FakeTime();
    private final LegOwner owner = new LegOwner();
    private final Registrar registrar = new Registrar(
            RegistrarSettings.defaults(),
            (user, algorithm) -> Optional.of(DigestServer.secret(algorithm, user, "ringflow", ACCOUNT.password())),
            (from, dialled, source) -> false,
            BindingStore.NONE,
            time,
            time,
            RegistrarObserver.NONE);
    private final SipEndpoint endpoint = SipEndpoint.start(
            SipConfig.of(List.of(new ListenAddress(Transport.TCP, LOOPBACK, 0, null))),
            owner,
            Optional.of(registrar),
            time,
            time,
            SipObserver.NONE);
    private final InetSocketAddress server =
            new InetSocketAddress(LOOPBACK, endpoint.addresses().getFirst().port());

    @AfterEach
    void stop() {
        endpoint.close();
        registrar.close();
    }

    private static SipText register(SipPeer phone, int sequence) {
        return SipText.request("REGISTER", "sip:127.0.0.1")
                .plus("Via", phone.newVia())
                .plus("Max-Forwards", "70")
                .plus("From", "<sip:8001@127.0.0.1>;tag=t")
                .plus("To", "<sip:8001@127.0.0.1>")
                .plus("Call-ID", "registers")
                .plus("CSeq", sequence + " REGISTER")
                .plus("Require", "path")
                .plus("Contact", "<sip:8001@10.20.30.40:5060;transport=tcp>;expires=600");
    }

    private Binding registered(SipPeer phone) {
        phone.send(server, register(phone, 1));
        SipText asked = phone.expect(401);
        phone.send(
                server, register(phone, 2).plus("Authorization", ACCOUNT.answer(asked, "REGISTER", "sip:127.0.0.1")));
        assertThat(phone.expect(200).header("Contact")).endsWith("expires=600");
        return registrar.bindings("8001").getFirst();
    }

    private Optional<CallTarget> target(Binding binding) {
        return endpoint.target(binding, CallIdentity.of("sip:100@127.0.0.1"));
    }

    /** threats.md S8: nobody else may be silent for so long. */
    @Test
    void itsConnectionMayBeSilentForAsLongAsItIsRegistered() throws IOException {
        try (var phone = SipPeer.tcp("8001");
                var stranger = new Socket(LOOPBACK, server.getPort())) {
            Binding binding = registered(phone);
            stranger.getOutputStream().write(EndpointUnderTest.probe(Transport.TCP, "stranger"));
            assertThat(stranger.getInputStream().read()).isEqualTo('S');
            time.advance(Duration.ofSeconds(121));
            while (stranger.getInputStream().read() >= 0) {
                // The answer, then the end.
            }
            assertThat(target(binding)).isPresent();
            time.advance(Duration.ofSeconds(500));
            Eventually.holds(() -> target(binding).isEmpty(), "its connection is gone");
        }
    }

    @Test
    void itIsCalledOverItsConnectionWithItsContactAndNotAtAllWhenThatIsGone() {
        try (var phone = SipPeer.tcp("8001")) {
            Binding binding = registered(phone);
            CallTarget target = target(binding).orElseThrow();
            assertThat(target.hop()).isEqualTo(binding.peer());
            endpoint.call(target, SessionDescription.sdp("v=0 offer"), owner);
            SipText invite = phone.expect("INVITE");
            assertThat(invite.uri()).isEqualTo("sip:8001@10.20.30.40:5060;transport=tcp");
            phone.answer(invite, 486, "Busy Here");
            Eventually.holds(() -> !owner.ends().isEmpty(), "it is busy");
            phone.dropConnections();
            Eventually.holds(() -> target(binding).isEmpty(), "its connection is gone");
        }
    }
}

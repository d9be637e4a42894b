package io.ringflow.sip.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.digest.Credentials;
import io.ringflow.sip.digest.DigestAlgorithm;
import io.ringflow.sip.digest.DigestClient;
import io.ringflow.sip.digest.DigestServer;
import io.ringflow.sip.stack.FakeRequest;
import io.ringflow.sip.stack.InboundRequest.HeaderLine;
import io.ringflow.testkit.time.FakeTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A registrar without a network, with the accounts 8001 and 8002; its store writes when the test says so. */
final class RegistrarLab implements AutoCloseable {
    static final String PASSWORD = "a good password";
    private static final String REALM = "ringflow";

    final FakeTime time = new FakeTime();
    final List<String> facts = new ArrayList<>();
    final Kept store = new Kept();
    final Registrar registrar;
    private long cseq;

    RegistrarLab() {
        this(RegistrarSettings.defaults(), (from, dialled, source) -> false, List.of());
    }

    RegistrarLab(RegistrarSettings settings, Callers callers, List<Binding> kept) {
        store.last = kept;
        registrar = new Registrar(settings, RegistrarLab::secret, callers, store, time, time, new Facts());
    }

    private static Optional<String> secret(String user, DigestAlgorithm algorithm) {
        return user.equals("8001") || user.equals("8002")
                ? Optional.of(DigestServer.secret(algorithm, user, REALM, PASSWORD))
                : Optional.empty();
    }

    /** A REGISTER of 8001 that proves nothing yet. */
    FakeRequest register(String... contacts) {
        cseq++;
        FakeRequest request = FakeRequest.of("REGISTER")
                .uri("sip:127.0.0.1")
                .cseq(cseq)
                .with("Via", "SIP/2.0/UDP 10.1.2.3:5060;rport;branch=z9hG4bK" + cseq)
                .with("From", "<sip:8001@127.0.0.1>;tag=theirs")
                .with("To", "<sip:8001@127.0.0.1>")
                .without("Contact");
        for (String contact : contacts) {
            request.and("Contact", contact);
        }
        return request;
    }

    /** Sends it; when asked, sends it again with the password. */
    FakeRequest sends(FakeRequest request) {
        return sends(request, "8001", PASSWORD);
    }

    FakeRequest sends(FakeRequest request, String user, String password) {
        registrar.receive(proving(request, user, password));
        return request;
    }

    /** The same request with credentials for a challenge of its own. */
    FakeRequest proving(FakeRequest request, String user, String password) {
        FakeRequest first = FakeRequest.of(request.method()).uri(request.requestUri());
        registrar.receive(first);
        return request.with("Authorization", credentials(first, user, password));
    }

    static String credentials(FakeRequest challenged, String user, String password) {
        List<String> challenges = challenged.response().headers().stream()
                .filter(line -> line.name().equals("WWW-Authenticate"))
                .map(HeaderLine::value)
                .toList();
        assertThat(challenges).as("challenges of a " + challenged.status()).isNotEmpty();
        return new DigestClient(Credentials.of(user, password))
                .attempts()
                .answer(new DigestClient.Question(
                        challenged.method(), challenged.requestUri(), new byte[0], challenges, List.of()))
                .orElseThrow()
                .getFirst()
                .value();
    }

    /** The contacts that a 200 tells, and for how long. */
    static List<String> contacts(FakeRequest answered) {
        return answered.response().headers().stream()
                .filter(line -> line.name().equals("Contact"))
                .map(HeaderLine::value)
                .toList();
    }

    List<String> bound() {
        return registrar.bindings("8001").stream().map(Binding::contact).toList();
    }

    @Override
    public void close() {
        registrar.close();
        assertThat(time.pendingDelays()).as("timers left").isEmpty();
        assertThat(registrar.idle()).as("nothing waits to be written").isTrue();
    }

    /** A store that writes at once, or holds what it is to write. */
    static final class Kept implements BindingStore {
        List<Binding> last = List.of();
        boolean holds;
        boolean full;
        final List<Consumer<Boolean>> held = new ArrayList<>();

        @Override
        public List<Binding> load() {
            return last;
        }

        @Override
        public boolean write(String account, List<Binding> bindings, Consumer<Boolean> done) {
            if (full) {
                return false;
            }
            last = bindings;
            if (holds) {
                held.add(done);
            } else {
                done.accept(true);
            }
            return true;
        }
    }

    private final class Facts implements RegistrarObserver {
        @Override
        public void registered(Outcome outcome) {
            facts.add(outcome.name());
        }

        @Override
        public void denied(Denial why) {
            facts.add(why.name());
        }
    }
}

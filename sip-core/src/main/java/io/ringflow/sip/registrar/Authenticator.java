package io.ringflow.sip.registrar;

import io.ringflow.sip.digest.DigestServer;
import io.ringflow.sip.digest.DigestServer.Verdict;
import io.ringflow.sip.digest.Nonces;
import io.ringflow.sip.message.Hosts;
import io.ringflow.sip.registrar.RegistrarObserver.Denial;
import io.ringflow.sip.stack.InboundRequest;
import io.ringflow.sip.stack.InboundRequest.HeaderLine;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks telephones for their passwords, and does not listen for long to those who guess (RFC 3261 §22.2). Thread-safe. */
final class Authenticator {
    private static final Logger LOG = LoggerFactory.getLogger(Authenticator.class);
    private static final Duration NONCE_LIFETIME = Duration.ofSeconds(60);
    private static final int MOST_NONCES = 65_536;
    private static final byte[] NO_BODY = {};

    private final RegistrarSettings settings;
    private final DigestServer digest;
    private final FailureLimit failures;
    private final RegistrarObserver observer;

    /** Who a request comes from. */
    sealed interface Judgement {
        record Known(String account) implements Judgement {}

        /** Not known; to be answered with this. */
        record Unknown(int status, List<HeaderLine> headers) implements Judgement {}
    }

    Authenticator(
            RegistrarSettings settings, DigestServer.Secrets secrets, InstantSource clock, RegistrarObserver observer) {
        this.settings = settings;
        var nonces = new Nonces(Nonces.randomKey(), NONCE_LIFETIME, MOST_NONCES, clock);
        this.digest = new DigestServer(settings.realm(), settings.algorithms(), nonces, secrets);
        this.failures = new FailureLimit(settings.failures(), clock);
        this.observer = observer;
    }

    /** Whether it says at all who it is. */
    boolean claims(InboundRequest request) {
        return digest.claimed(request.headers("Authorization")).isPresent();
    }

    Judgement judge(InboundRequest request) {
        List<String> lines = request.headers("Authorization");
        InetAddress source = request.source().getAddress();
        if (digest.claimed(lines).filter(name -> failures.blocks(source, name)).isPresent()) {
            observer.denied(Denial.TOO_MANY_FAILURES);
            return new Judgement.Unknown(403, List.of());
        }
        byte[] body = request.body().map(content -> content.bytes()).orElse(NO_BODY);
        return switch (digest.judge(request.method(), request.requestUri(), body, lines)) {
            case Verdict.Accepted(String user) -> new Judgement.Known(user);
            case Verdict.Asked(boolean stale) -> ask(request, stale);
            case Verdict.Wrong(String user) -> {
                observer.denied(Denial.WRONG_PASSWORD);
                if (failures.failed(source, user)) {
                    LOG.warn("too many wrong passwords from {}: none is looked at for a minute", Hosts.literal(source));
                }
                yield ask(request, false);
            }
        };
    }

    private Judgement ask(InboundRequest request, boolean stale) {
        observer.asked();
        return new Judgement.Unknown(
                401,
                digest
                        .challenges(
                                stale,
                                settings.algorithmsFor(
                                        request.header("User-Agent").orElse("")))
                        .stream()
                        .map(value -> new HeaderLine("WWW-Authenticate", value))
                        .toList());
    }
}

package io.ringflow.sip.leg;

import io.ringflow.sip.CallTarget;
import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.digest.DigestClient;
import io.ringflow.sip.message.Contacts;
import io.ringflow.sip.message.Parameters;
import io.ringflow.sip.stack.DialogId;
import io.ringflow.sip.stack.DialogRequest;
import io.ringflow.sip.stack.InboundRequest.HeaderLine;
import io.ringflow.sip.stack.InboundResponse;
import io.ringflow.sip.stack.RequestOutcome;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A registration of ours with somebody else's registrar (RFC 3261 §10.2): one Call-ID, one counter, one contact for its
 * life. When to register again is its owner's business. Thread-safe.
 */
public final class ClientRegistration {
    private static final Logger LOG = LoggerFactory.getLogger(ClientRegistration.class);
    private static final HexFormat HEX = HexFormat.of();

    private final LegContext context;
    private final Terms terms;
    private final String contact;
    private final DialogId id;
    private final AtomicLong cseq = new AtomicLong();

    /**
     * What is registered where.
     *
     * @param registrar Request-URI, such as {@code sip:carrier.example}
     * @param address the address of record, such as {@code sip:4008001234@carrier.example}
     * @param contactUser user part that calls to us will ask for
     * @param from the listener that calls are to reach
     */
    public record Terms(
            String registrar, String address, String contactUser, ListenAddress from, DigestClient account) {

        /** @throws IllegalArgumentException if a URI could break out of its header */
        public Terms {
            if (!CallTarget.isUri(registrar) || !CallTarget.isUri(address)) {
                throw new IllegalArgumentException("no SIP URI: " + registrar + ", " + address);
            }
        }
    }

    /**
     * What became of a REGISTER.
     *
     * @param status of the final response; 0: there was none
     * @param granted how long it is good for; zero unless it was accepted
     * @param retryAfter what a refusal asks for
     */
    public record Outcome(int status, Duration granted, Optional<Duration> retryAfter) {
        public boolean registered() {
            return status / 100 == 2;
        }
    }

    public ClientRegistration(LegContext context, Terms terms) {
        this.context = context;
        this.terms = terms;
        this.contact = Contacts.of(terms.from()).replace("<sip:", "<sip:" + terms.contactUser() + "@");
        this.id = new DialogId(hex() + hex(), hex(), "");
    }

    /**
     * Registers, or registers anew; one at a time.
     *
     * @param hop the registrar's address
     * @param expires wanted; zero takes the registration back
     * @param told once, on a SIP worker or a timer's thread, must not block
     */
    public void send(InetSocketAddress hop, Duration expires, Consumer<Outcome> told) {
        new Exchange(hop, expires, told).send(List.of());
    }

    private String hex() {
        return HEX.toHexDigits(context.random().nextLong());
    }

    /** One REGISTER, however often it must be sent to be let through. */
    private final class Exchange {
        private final InetSocketAddress hop;
        private final Consumer<Outcome> told;
        private final DigestClient.Attempts attempts = terms.account().attempts();

        private Duration expires;
        private boolean raised;

        Exchange(InetSocketAddress hop, Duration expires, Consumer<Outcome> told) {
            this.hop = hop;
            this.expires = expires;
            this.told = told;
        }

        void send(List<HeaderLine> credentials) {
            List<HeaderLine> lines = new ArrayList<>();
            lines.add(new HeaderLine("Contact", contact));
            lines.add(new HeaderLine("Expires", Long.toString(expires.toSeconds())));
            lines.add(Capabilities.ALLOW);
            lines.addAll(credentials);
            var request = new DialogRequest(
                    "REGISTER",
                    id,
                    "<" + terms.address() + ">",
                    "<" + terms.address() + ">",
                    terms.registrar(),
                    List.of(),
                    cseq.incrementAndGet(),
                    terms.from(),
                    hop,
                    List.copyOf(lines),
                    Optional.empty());
            var heard = new Heard(request);
            try {
                context.stack().get().send(request, heard);
            } catch (RuntimeException failed) {
                LOG.debug("REGISTER to {} could not be sent", hop, failed);
                heard.onTimeout();
            }
        }

        private void responded(DialogRequest request, InboundResponse response) {
            Optional<List<HeaderLine>> credentials = Challenges.answer(attempts, request, response);
            if (credentials.isPresent()) {
                send(credentials.get());
                return;
            }
            Optional<Integer> least = SessionTerms.seconds(response.header("Min-Expires"));
            if (response.status() == 423 && least.isPresent() && !raised) {
                raised = true;
                expires = Duration.ofSeconds(least.get());
                send(List.of());
                return;
            }
            boolean accepted = response.status() / 100 == 2;
            told.accept(new Outcome(
                    response.status(),
                    accepted ? granted(response) : Duration.ZERO,
                    SessionTerms.seconds(response.header("Retry-After")).map(Duration::ofSeconds)));
        }

        /** RFC 3261 §10.2.4: what stands at our contact, else in Expires, else what we wanted. */
        private Duration granted(InboundResponse response) {
            String uri = contact.substring(1, contact.length() - 1).toLowerCase(Locale.ROOT);
            return contacts(response).stream()
                    .filter(value -> value.toLowerCase(Locale.ROOT).contains(uri))
                    .findFirst()
                    .flatMap(value -> SessionTerms.seconds(Parameters.of(value, "expires")))
                    .or(() -> SessionTerms.seconds(response.header("Expires")))
                    .map(Duration::ofSeconds)
                    .orElse(expires);
        }

        private static List<String> contacts(InboundResponse response) {
            List<String> values = new ArrayList<>();
            for (String line : response.headers("Contact")) {
                for (int at = 0; at < line.length(); ) {
                    int end = Parameters.next(line, at, ',');
                    values.add(line.substring(at, end).strip());
                    at = end + 1;
                }
            }
            return values;
        }

        private final class Heard implements RequestOutcome {
            private final DialogRequest request;
            private final AtomicBoolean over = new AtomicBoolean();

            Heard(DialogRequest request) {
                this.request = request;
            }

            @Override
            public void onResponse(InboundResponse response) {
                if (response.status() >= 200 && over.compareAndSet(false, true)) {
                    responded(request, response);
                }
            }

            @Override
            public void onTimeout() {
                if (over.compareAndSet(false, true)) {
                    told.accept(new Outcome(0, Duration.ZERO, Optional.empty()));
                }
            }
        }
    }
}

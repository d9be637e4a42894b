package io.ringflow.sip.registrar;

import io.ringflow.sip.digest.DigestServer;
import io.ringflow.sip.message.Parameters;
import io.ringflow.sip.message.TopVia;
import io.ringflow.sip.message.UriParts;
import io.ringflow.sip.registrar.Authenticator.Judgement;
import io.ringflow.sip.registrar.RegistrarObserver.Outcome;
import io.ringflow.sip.registrar.Registration.Result;
import io.ringflow.sip.stack.InboundRequest;
import io.ringflow.sip.stack.InboundRequest.HeaderLine;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Knows where accounts are reached (RFC 3261 §10.3), and who calls. A REGISTER is answered when its bindings are kept.
 * Thread-safe; asked on SIP's workers, never waits.
 */
public final class Registrar implements AutoCloseable {
    private static final Duration SWEEP = Duration.ofMinutes(1);
    private static final int RETRY_SECONDS = 5;
    private static final int LONGEST_AGENT = 100;
    private static final int MOST_PROXIES = 10;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final RegistrarSettings settings;
    private final Authenticator authenticator;
    private final Callers callers;
    private final BindingStore store;
    private final InstantSource clock;
    private final RegistrarObserver observer;
    private final ConcurrentMap<String, List<Binding>> bindings = new ConcurrentHashMap<>();
    private final AtomicInteger writing = new AtomicInteger();
    private final Future<?> sweeps;

    /** Who calls. */
    public sealed interface Caller {
        /** Somebody who need not say. */
        record Anybody() implements Caller {}

        record Account(String name) implements Caller {}

        /** To be answered with this. */
        record Refused(int status, List<HeaderLine> headers) implements Caller {}
    }

    /**
     * Takes up what the store has.
     *
     * @param secrets who has an account; answers from memory
     * @param callers whose calls are only taken from an account
     * @param timers stays the caller's
     */
    public Registrar(
            RegistrarSettings settings,
            DigestServer.Secrets secrets,
            Callers callers,
            BindingStore store,
            ScheduledExecutorService timers,
            InstantSource clock,
            RegistrarObserver observer) {
        this.settings = settings;
        this.authenticator = new Authenticator(settings, secrets, clock, observer);
        this.callers = callers;
        this.store = store;
        this.clock = clock;
        this.observer = observer;
        for (Binding binding : live(store.load(), clock.instant())) {
            bindings.merge(binding.account(), List.of(binding), Registrar::both);
        }
        sweeps = timers.scheduleAtFixedRate(this::sweep, SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Answers a REGISTER. */
    public void receive(InboundRequest register) {
        switch (authenticator.judge(register)) {
            case Judgement.Unknown(int status, List<HeaderLine> headers) -> answer(register, status, headers);
            case Judgement.Known(String account) -> serve(register, account);
        }
    }

    /** Who sends this INVITE. */
    public Caller caller(InboundRequest invite) {
        boolean must = callers.mustProve(
                UriParts.of(invite.header("From").orElse("")).unescapedUser(),
                UriParts.of(invite.requestUri()).unescapedUser(),
                invite.source().getAddress());
        if (!must && !authenticator.claims(invite)) {
            return new Caller.Anybody();
        }
        return switch (authenticator.judge(invite)) {
            case Judgement.Known(String account) -> new Caller.Account(account);
            case Judgement.Unknown(int status, List<HeaderLine> headers) -> new Caller.Refused(status, headers);
        };
    }

    /** Where an account is reached now; those to be called first stand first. */
    public List<Binding> bindings(String account) {
        return Registration.inOrder(live(bindings.getOrDefault(account, List.of()), clock.instant()));
    }

    /** Where all accounts are reached now, in no order. */
    public List<Binding> all() {
        Instant now = clock.instant();
        return bindings.values().stream()
                .flatMap(List::stream)
                .filter(binding -> binding.isLive(now))
                .toList();
    }

    /** Bindings of all accounts, such as have just expired included. */
    public int size() {
        return bindings.values().stream().mapToInt(List::size).sum();
    }

    /** Whether no REGISTER waits for its bindings to be kept. */
    public boolean idle() {
        return writing.get() == 0;
    }

    @Override
    public void close() {
        sweeps.cancel(false);
    }

    private void serve(InboundRequest register, String account) {
        String meant = UriParts.of(register.header("To").orElse("")).unescapedUser();
        Optional<List<Contact>> contacts = Contact.parse(register.headers("Contact"));
        List<String> path = values(register.headers("Path"));
        if (!meant.equals(account) || contacts.isEmpty() || path.size() > MOST_PROXIES) {
            observer.registered(Outcome.REFUSED);
            answer(register, meant.equals(account) ? 400 : 403, List.of());
            return;
        }
        var wanted = new Registration(
                contacts.get(),
                Contact.seconds(register.header("Expires")),
                sample(register, account, path),
                isSymmetric(register),
                settings);
        if (wanted.onlyAsks()) {
            observer.registered(Outcome.ASKED);
            registered(register, live(bindings.getOrDefault(account, List.of()), clock.instant()), path);
            return;
        }
        // Whoever is told to be registered can be called.
        List<Runnable> answers = new ArrayList<>(1);
        bindings.compute(account, (name, present) -> changed(register, wanted, name, present, path, answers));
        answers.forEach(Runnable::run);
    }

    /**
     * The account's list afterwards; the lists of an account change, and are written, one after another.
     *
     * @param answers takes what is to be done when the list is in place
     */
    private @Nullable List<Binding> changed(
            InboundRequest register,
            Registration wanted,
            String account,
            @Nullable List<Binding> present,
            List<String> path,
            List<Runnable> answers) {
        Instant now = clock.instant();
        Result result = wanted.applied(present == null ? List.of() : live(present, now), now);
        return switch (result) {
            case Result.Refused(int status, Outcome outcome) -> {
                observer.registered(outcome);
                answers.add(() -> refuse(register, status));
                yield present;
            }
            case Result.Changed(List<Binding> after) -> {
                var kept = new CompletableFuture<Boolean>();
                writing.incrementAndGet();
                boolean taken = store.write(account, after, kept::complete);
                if (!taken) {
                    kept.complete(false);
                }
                answers.add(() -> {
                    var unused = kept.thenAccept(whether -> written(register, after, path, whether));
                });
                yield taken ? (after.isEmpty() ? null : after) : present;
            }
        };
    }

    private void written(InboundRequest register, List<Binding> after, List<String> path, boolean kept) {
        writing.decrementAndGet();
        observer.registered(kept ? Outcome.CHANGED : Outcome.NOT_KEPT);
        if (kept) {
            registered(register, after, path);
        } else {
            refuse(register, 503);
        }
    }

    /** 200 with every binding there is (RFC 3261 §10.3, step 8). */
    private void registered(InboundRequest register, List<Binding> present, List<String> path) {
        Instant now = clock.instant();
        List<HeaderLine> lines = new ArrayList<>();
        long longest = 0;
        for (Binding binding : present) {
            long seconds = Math.max(
                    1, Math.ceilDiv(Duration.between(now, binding.expires()).toMillis(), 1_000));
            longest = Math.max(longest, seconds);
            String q = binding.priority() == 1_000 ? "" : ";q=0.%03d".formatted(binding.priority());
            lines.add(new HeaderLine("Contact", "<" + binding.contact() + ">" + q + ";expires=" + seconds));
        }
        path.forEach(proxy -> lines.add(new HeaderLine("Path", proxy)));
        lines.add(new HeaderLine("Date", DATE.format(now)));
        if (longest > 0) {
            register.keepConnection(Duration.ofSeconds(longest));
        }
        answer(register, 200, lines);
    }

    private void refuse(InboundRequest register, int status) {
        List<HeaderLine> lines =
                switch (status) {
                    case 423 ->
                        List.of(new HeaderLine(
                                "Min-Expires", Long.toString(settings.shortest().toSeconds())));
                    case 503 -> List.of(new HeaderLine("Retry-After", Integer.toString(RETRY_SECONDS)));
                    default -> List.of();
                };
        answer(register, status, lines);
    }

    private static void answer(InboundRequest request, int status, List<HeaderLine> headers) {
        request.respond(status, null, null, headers, Optional.empty());
    }

    private static Binding sample(InboundRequest register, String account, List<String> path) {
        String agent = register.header("User-Agent").orElse("").replaceAll("\\p{Cntrl}", " ");
        return new Binding(
                account,
                "",
                0,
                register.callId(),
                register.cseq(),
                Instant.MIN,
                register.listener().transport(),
                new InetSocketAddress(
                        register.listener().bind(), register.listener().port()),
                register.source(),
                path,
                agent.substring(0, Math.min(LONGEST_AGENT, agent.length())));
    }

    /** RFC 3581 §3: who asks for rport listens where it sends from; so does who has connected. */
    private static boolean isSymmetric(InboundRequest register) {
        Optional<TopVia> via = register.header("Via").flatMap(TopVia::read);
        return register.listener().transport().reliable()
                || via.map(top -> Parameters.of(top.value(), "rport").isPresent())
                        .orElse(true);
    }

    private static List<String> values(List<String> lines) {
        List<String> values = new ArrayList<>();
        for (String line : lines) {
            for (int at = 0; at < line.length(); ) {
                int end = Parameters.next(line, at, ',');
                values.add(line.substring(at, end).strip());
                at = end + 1;
            }
        }
        return List.copyOf(values);
    }

    /** Forgets what has expired, here and in the store. */
    private void sweep() {
        Instant now = clock.instant();
        for (String account : bindings.keySet()) {
            bindings.computeIfPresent(account, (name, present) -> {
                List<Binding> live = live(present, now);
                boolean same = live.size() == present.size();
                if (same || !forgotten(name, live)) {
                    return present;
                }
                return live.isEmpty() ? null : live;
            });
        }
    }

    private boolean forgotten(String account, List<Binding> live) {
        writing.incrementAndGet();
        boolean taken = store.write(account, live, kept -> writing.decrementAndGet());
        if (!taken) {
            writing.decrementAndGet();
        }
        return taken;
    }

    private static List<Binding> live(List<Binding> all, Instant now) {
        return all.stream().filter(binding -> binding.isLive(now)).toList();
    }

    private static List<Binding> both(List<Binding> some, List<Binding> more) {
        List<Binding> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }
}

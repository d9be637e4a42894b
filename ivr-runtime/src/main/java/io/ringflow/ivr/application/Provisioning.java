package io.ringflow.ivr.application;

import io.ringflow.ivr.database.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The applications, numbers and accounts there are: those of applications.conf, and those of the database beside them.
 * Thread-safe. One change at a time goes to the database and then, as a whole, into the table that calls look at: the
 * next call sees it, calls that run keep what they have.
 */
public final class Provisioning implements VoipAccounts {

    private static final Logger LOG = LoggerFactory.getLogger(Provisioning.class);

    private final Database database;
    private final ApplicationTable table;
    private final Path survivalFlows;
    private final InstantSource time;
    private final ReentrantLock changing = new ReentrantLock();
    private final Set<String> told = new HashSet<>();

    private volatile FromFile file;
    private volatile Shelf shelf = new Shelf(Map.of(), Map.of(), Map.of());

    /**
     * What applications.conf says.
     *
     * @param numbers plain access number, or {@code *}, to application id
     * @param accounts names of VoIP accounts
     */
    public record FromFile(List<Application> applications, Map<String, String> numbers, Set<String> accounts) {
        /** One without accounts. */
        public FromFile(List<Application> applications, Map<String, String> numbers) {
            this(applications, numbers, Set.of());
        }

        Optional<Application> find(String id) {
            return applications.stream().filter(one -> one.id().equals(id)).findFirst();
        }
    }

    /** What the database says, by id, by number, by account. */
    record Shelf(
            Map<String, StoredApplication> applications,
            Map<String, StoredNumber> numbers,
            Map<String, VoipAccount> accounts) {}

    /** @param survivalFlow its text, which the application names a file of */
    record StoredApplication(Application application, Optional<String> survivalFlow) {}

    record StoredNumber(String number, NumberKind kind, Optional<String> applicationId) {}

    /**
     * Reads what the database has and puts all of it into the table.
     *
     * @param survivalFlows directory for the survival flows of the database's applications; made when it is needed
     */
    public Provisioning(
            Database database, ApplicationTable table, FromFile file, Path survivalFlows, InstantSource time) {
        this.database = database;
        this.table = table;
        this.file = file;
        this.survivalFlows = survivalFlows;
        this.time = time;
        refresh();
    }

    /** Puts what applications.conf says now in place of what it said. */
    public void fileChanged(FromFile now) {
        changing.lock();
        try {
            file = now;
            publish();
        } finally {
            changing.unlock();
        }
    }

    @Override
    public Optional<VoipAccount> find(String account) {
        return Optional.ofNullable(shelf.accounts().get(account));
    }

    @Override
    public boolean isEmpty() {
        return shelf.accounts().isEmpty();
    }

    FromFile file() {
        return file;
    }

    Shelf shelf() {
        return shelf;
    }

    Instant now() {
        return time.instant();
    }

    Path survivalFlow(String applicationId) {
        return survivalFlows.resolve(applicationId + ".xml");
    }

    /** Any application, wherever it is defined; that of the file comes first. */
    Optional<Application> application(String id) {
        return file.find(id)
                .or(() -> Optional.ofNullable(shelf.applications().get(id)).map(StoredApplication::application));
    }

    /** Makes a change, alone: the work looks at what is there, and writes; when it throws, nothing has happened. */
    <T> T change(BiFunction<Shelf, Handle, T> work) {
        changing.lock();
        try {
            T result = database.jdbi().inTransaction(handle -> work.apply(shelf, handle));
            refresh();
            return result;
        } finally {
            changing.unlock();
        }
    }

    private void refresh() {
        shelf = database.jdbi().withHandle(handle -> ProvisioningRows.read(handle, this::survivalFlow));
        publish();
    }

    private void publish() {
        var applications = new LinkedHashMap<String, Application>();
        file.applications().forEach(one -> applications.put(one.id(), one));
        shelf.applications().forEach((id, stored) -> {
            if (applications.putIfAbsent(id, stored.application()) == null) keepSurvivalFlow(stored);
            else tell("application " + id + " stands in applications.conf and in the database: the file's counts");
        });
        var numbers = new HashMap<>(file.numbers());
        shelf.numbers().forEach((number, stored) -> stored.applicationId()
                .filter(applications::containsKey)
                .ifPresent(owner -> {
                    String other = numbers.putIfAbsent(number, owner);
                    if (other != null && !other.equals(owner)) {
                        tell("number " + number + " belongs to application " + other + " by applications.conf and to "
                                + owner + " by the database: the file counts");
                    }
                }));
        table.replace(new ArrayList<>(applications.values()), numbers);
    }

    private void keepSurvivalFlow(StoredApplication stored) {
        if (stored.survivalFlow().isEmpty()) return;
        Path target = survivalFlow(stored.application().id());
        String text = stored.survivalFlow().get();
        try {
            Files.createDirectories(survivalFlows);
            if (Files.exists(target) && Files.readString(target).equals(text)) return;
            Path fresh = Files.writeString(target.resolveSibling(target.getFileName() + ".new"), text);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Once for as long as the server runs. */
    private void tell(String conflict) {
        if (told.add(conflict)) LOG.warn("{}", conflict);
    }
}

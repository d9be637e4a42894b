package io.ringflow.ivr.application;

import io.ringflow.ivr.application.ApplicationRefused.Why;
import io.ringflow.ivr.application.Provisioning.Shelf;
import io.ringflow.ivr.application.Provisioning.StoredNumber;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * The inventory of access numbers: where they are added, and allocated to one application each. Thread-safe; blocks while
 * the database works.
 */
public final class NumberDesk {

    private static final int LONGEST = 128;

    private final Provisioning provisioning;

    public NumberDesk(Provisioning provisioning) {
        this.provisioning = provisioning;
    }

    /** All there are, by number. */
    public List<ListedNumber> all() {
        Map<String, ListedNumber> all = new TreeMap<>();
        provisioning.shelf().numbers().values().forEach(stored -> all.put(stored.number(), listed(stored)));
        provisioning
                .file()
                .numbers()
                .forEach((number, owner) ->
                        all.put(number, new ListedNumber(number, NumberKind.of(number), Optional.of(owner), true)));
        return List.copyOf(all.values());
    }

    public Optional<ListedNumber> find(String number) {
        String plain = AccessNumber.plain(number);
        String owner = provisioning.file().numbers().get(plain);
        if (owner != null) return Optional.of(new ListedNumber(plain, NumberKind.of(plain), Optional.of(owner), true));
        return Optional.ofNullable(provisioning.shelf().numbers().get(plain)).map(NumberDesk::listed);
    }

    /**
     * Adds one to the inventory.
     *
     * @param kind empty: by what it looks like
     * @param applicationId whose it is at once
     * @throws ApplicationRefused INVALID, TAKEN, NOT_FOUND (the application)
     */
    public ListedNumber add(String number, Optional<NumberKind> kind, Optional<String> applicationId) {
        String plain = dialable(number);
        return provisioning.change((shelf, handle) -> {
            refuseWhatIsTaken(plain, shelf);
            applicationId.ifPresent(this::existing);
            var stored = new StoredNumber(plain, kind.orElseGet(() -> NumberKind.of(plain)), applicationId);
            ProvisioningRows.add(handle, stored, provisioning.now());
            return listed(stored);
        });
    }

    /**
     * Gives one that is nobody's to an application.
     *
     * @throws ApplicationRefused NOT_FOUND, READ_ONLY, TAKEN
     */
    public ListedNumber allocate(String number, String applicationId) {
        return provisioning.change((shelf, handle) -> {
            var stored = changeable(number, shelf);
            existing(applicationId);
            stored.applicationId().filter(owner -> !owner.equals(applicationId)).ifPresent(owner -> {
                throw new ApplicationRefused(
                        Why.TAKEN, "Number " + stored.number() + " belongs to application " + owner + ".");
            });
            return owned(handle, stored, Optional.of(applicationId));
        });
    }

    /**
     * Takes one from its application; it is nobody's then.
     *
     * @throws ApplicationRefused NOT_FOUND, READ_ONLY
     */
    public ListedNumber release(String number) {
        return provisioning.change((shelf, handle) -> owned(handle, changeable(number, shelf), Optional.empty()));
    }

    /**
     * Takes one that is nobody's out of the inventory.
     *
     * @throws ApplicationRefused NOT_FOUND, READ_ONLY, IN_USE
     */
    public void remove(String number) {
        provisioning.change((shelf, handle) -> {
            var stored = changeable(number, shelf);
            stored.applicationId().ifPresent(owner -> {
                throw new ApplicationRefused(
                        Why.IN_USE, "Number " + stored.number() + " belongs to application " + owner + ".");
            });
            return handle.execute("DELETE FROM access_number WHERE number = ?", stored.number());
        });
    }

    private ListedNumber owned(Handle handle, StoredNumber stored, Optional<String> owner) {
        handle.createUpdate("""
                        UPDATE access_number SET application_id = :owner, changed_at = :now WHERE number = :number
                        """)
                .bind("owner", owner.orElse(null))
                .bind("now", provisioning.now().toEpochMilli())
                .bind("number", stored.number())
                .execute();
        return listed(new StoredNumber(stored.number(), stored.kind(), owner));
    }

    private static String dialable(String number) {
        String plain = AccessNumber.plain(number);
        boolean can =
                AccessNumber.valid(plain) && !plain.equals(ApplicationTable.CATCH_ALL) && plain.length() <= LONGEST;
        if (!can) throw ApplicationRefused.invalid("number must be one that can be dialled.");
        return plain;
    }

    private void refuseWhatIsTaken(String plain, Shelf shelf) {
        if (provisioning.file().numbers().containsKey(plain)) {
            throw new ApplicationRefused(Why.TAKEN, "Number " + plain + " is defined in applications.conf.");
        }
        if (shelf.numbers().containsKey(plain)) {
            throw new ApplicationRefused(Why.TAKEN, "Number " + plain + " is in the inventory already.");
        }
        boolean service = Stream.concat(
                        provisioning.file().applications().stream(),
                        shelf.applications().values().stream().map(Provisioning.StoredApplication::application))
                .anyMatch(one -> one.serviceId().filter(plain::equals).isPresent());
        if (service) throw new ApplicationRefused(Why.TAKEN, "Number " + plain + " is a serviceId.");
    }

    private void existing(String applicationId) {
        if (provisioning.application(applicationId).isEmpty()) {
            throw new ApplicationRefused(Why.NOT_FOUND, "There is no application " + applicationId + ".");
        }
    }

    private StoredNumber changeable(String number, Shelf shelf) {
        String plain = AccessNumber.plain(number);
        if (provisioning.file().numbers().containsKey(plain)) {
            throw new ApplicationRefused(
                    Why.READ_ONLY, "Number " + plain + " is defined in applications.conf; change it there.");
        }
        var stored = shelf.numbers().get(plain);
        if (stored == null) throw new ApplicationRefused(Why.NOT_FOUND, "There is no number " + plain + ".");
        return stored;
    }

    private static ListedNumber listed(StoredNumber stored) {
        return new ListedNumber(stored.number(), stored.kind(), stored.applicationId(), false);
    }
}

package io.ringflow.ivr.application;

import io.ringflow.ivr.application.ApplicationRefused.Why;
import io.ringflow.ivr.application.Provisioning.Shelf;
import io.ringflow.ivr.application.Provisioning.StoredApplication;
import io.ringflow.ivr.application.Provisioning.StoredNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where applications are looked at and changed. Thread-safe; blocks while the database works. */
public final class ApplicationDesk {

    private final Provisioning provisioning;
    private final SurvivalFlowCheck check;

    /** Says what is wrong with a survival flow. */
    @FunctionalInterface
    public interface SurvivalFlowCheck {

        /** @return what is wrong, for its author; empty when it will run */
        Optional<String> problem(String document);
    }

    public ApplicationDesk(Provisioning provisioning, SurvivalFlowCheck check) {
        this.provisioning = provisioning;
        this.check = check;
    }

    /** All there are: those of applications.conf first, then those of the database by id. */
    public List<ListedApplication> all() {
        var all = new ArrayList<ListedApplication>();
        var file = provisioning.file();
        file.applications().forEach(one -> all.add(fixed(one)));
        provisioning.shelf().applications().forEach((id, stored) -> {
            if (file.find(id).isEmpty()) all.add(listed(stored));
        });
        return all;
    }

    public Optional<ListedApplication> find(String id) {
        return provisioning.file().find(id).map(this::fixed).or(() -> Optional.ofNullable(
                        provisioning.shelf().applications().get(id))
                .map(this::listed));
    }

    /** @throws ApplicationRefused INVALID, TAKEN */
    public ListedApplication create(ApplicationDraft draft) {
        String id = draft.idOrNew();
        provisioning.change((shelf, handle) -> {
            if (provisioning.application(id).isPresent()) {
                throw new ApplicationRefused(Why.TAKEN, "There is an application " + id + " already.");
            }
            var application = checked(draft, id, shelf);
            ProvisioningRows.add(handle, application, draft.survivalFlow(), provisioning.now());
            return id;
        });
        return known(id);
    }

    /**
     * Puts the draft in place of what is there; its id does not change.
     *
     * @throws ApplicationRefused NOT_FOUND, READ_ONLY, INVALID, TAKEN
     */
    public ListedApplication change(String id, ApplicationDraft draft) {
        provisioning.change((shelf, handle) -> {
            changeable(id, shelf);
            var application = checked(draft, id, shelf);
            ProvisioningRows.change(handle, application, draft.survivalFlow(), provisioning.now());
            return id;
        });
        return known(id);
    }

    /**
     * Its numbers belong to nobody from then on; its VoIP accounts go with it. Calls that run go on.
     *
     * @throws ApplicationRefused NOT_FOUND, READ_ONLY
     */
    public void delete(String id) {
        provisioning.change((shelf, handle) -> {
            changeable(id, shelf);
            handle.execute(
                    "UPDATE access_number SET application_id = NULL, changed_at = ? WHERE application_id = ?",
                    provisioning.now().toEpochMilli(),
                    id);
            handle.execute("DELETE FROM voip_account WHERE application_id = ?", id);
            return handle.execute("DELETE FROM application WHERE id = ?", id);
        });
    }

    private Application checked(ApplicationDraft draft, String id, Shelf shelf) {
        draft.survivalFlow().flatMap(check::problem).ifPresent(problem -> {
            throw ApplicationRefused.invalid("survivalFlow would not run: " + problem + ".");
        });
        var application = draft.application(id, draft.survivalFlow().map(_ -> provisioning.survivalFlow(id)));
        application.serviceId().ifPresent(service -> free(service, id, shelf));
        return application;
    }

    private void free(String service, String id, Shelf shelf) {
        boolean number = shelf.numbers().containsKey(service)
                || provisioning.file().numbers().containsKey(service);
        boolean ofAnother = all().stream()
                .map(ListedApplication::application)
                .anyMatch(one -> !one.id().equals(id)
                        && one.serviceId().filter(service::equals).isPresent());
        if (number || ofAnother) {
            throw new ApplicationRefused(Why.TAKEN, "serviceId " + service + " is a number already.");
        }
    }

    private void changeable(String id, Shelf shelf) {
        if (provisioning.file().find(id).isPresent()) {
            throw new ApplicationRefused(
                    Why.READ_ONLY, "Application " + id + " is defined in applications.conf; change it there.");
        }
        if (!shelf.applications().containsKey(id)) {
            throw new ApplicationRefused(Why.NOT_FOUND, "There is no application " + id + ".");
        }
    }

    private ListedApplication known(String id) {
        return find(id).orElseThrow(
                        () -> new ApplicationRefused(Why.NOT_FOUND, "Application " + id + " was deleted meanwhile."));
    }

    private ListedApplication fixed(Application application) {
        return new ListedApplication(application, true, Optional.empty(), numbers(application.id()));
    }

    private ListedApplication listed(StoredApplication stored) {
        return new ListedApplication(
                stored.application(),
                false,
                stored.survivalFlow(),
                numbers(stored.application().id()));
    }

    private List<String> numbers(String id) {
        var numbers = new ArrayList<String>();
        provisioning.file().numbers().forEach((number, owner) -> {
            if (owner.equals(id)) numbers.add(number);
        });
        for (StoredNumber stored : provisioning.shelf().numbers().values()) {
            boolean its = stored.applicationId().filter(id::equals).isPresent();
            if (its && !numbers.contains(stored.number())) numbers.add(stored.number());
        }
        numbers.sort(null);
        return numbers;
    }
}

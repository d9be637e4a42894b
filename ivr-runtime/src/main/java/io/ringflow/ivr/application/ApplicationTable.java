package io.ringflow.ivr.application;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The applications and their access numbers, as one snapshot that is replaced whole: a lookup sees the old table or the
 * new one, never a mixture. Thread-safe.
 */
public final class ApplicationTable implements Applications {

    /** The number that stands for every number that has no application of its own. */
    public static final String CATCH_ALL = "*";

    private volatile Snapshot snapshot;

    /** @param numbers access number to application id */
    public ApplicationTable(List<Application> applications, Map<String, String> numbers) {
        snapshot = Snapshot.of(applications, numbers);
    }

    /** Puts a new table in place of the old one; running calls keep the application they have. */
    public void replace(List<Application> applications, Map<String, String> numbers) {
        snapshot = Snapshot.of(applications, numbers);
    }

    @Override
    public Optional<Application> forNumber(String number) {
        var table = snapshot;
        Application exact = table.byNumber.get(AccessNumber.plain(number));
        return Optional.ofNullable(exact != null ? exact : table.byNumber.get(CATCH_ALL));
    }

    @Override
    public Optional<Application> forService(String number) {
        return Optional.ofNullable(snapshot.byService.get(AccessNumber.plain(number)));
    }

    @Override
    public boolean hasNumber(String number) {
        return snapshot.byNumber.containsKey(AccessNumber.plain(number));
    }

    @Override
    public Optional<Application> byId(String appId) {
        return Optional.ofNullable(snapshot.byId.get(appId));
    }

    @Override
    public List<Application> all() {
        return List.copyOf(snapshot.byId.values());
    }

    private record Snapshot(
            Map<String, Application> byId, Map<String, Application> byNumber, Map<String, Application> byService) {

        static Snapshot of(List<Application> applications, Map<String, String> numbers) {
            Map<String, Application> byId =
                    applications.stream().collect(Collectors.toUnmodifiableMap(Application::id, Function.identity()));
            Map<String, Application> byNumber = numbers.entrySet().stream()
                    .collect(Collectors.toUnmodifiableMap(
                            number -> AccessNumber.plain(number.getKey()),
                            number -> named(byId, number.getKey(), number.getValue())));
            Map<String, Application> byService = applications.stream()
                    .filter(application -> application.serviceId().isPresent())
                    .collect(Collectors.toUnmodifiableMap(
                            application -> application.serviceId().orElseThrow(),
                            Function.identity(),
                            (first, _) -> first));
            return new Snapshot(byId, byNumber, byService);
        }

        private static Application named(Map<String, Application> byId, String number, String id) {
            Application application = byId.get(id);
            if (application == null) throw new IllegalArgumentException("number " + number + " of unknown app " + id);
            return application;
        }
    }
}

package io.ringflow.ivr.rest;

import io.ringflow.ivr.command.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The one list of operations. Immutable. */
final class OperationCatalog {

    private static final OperationCatalog STANDARD = new OperationCatalog(standardList());

    /** Operations of the dialect that this server does not have (flow-protocol 8.3, 8.4, 8.5, 8.6). */
    private static final Set<String> ABSENT = Set.of("callcancel");

    private final Map<String, OperationSpec> specs = new LinkedHashMap<>();

    OperationCatalog(List<OperationSpec> list) {
        list.forEach(spec -> specs.put(key(spec.element()), spec));
    }

    static OperationCatalog standard() {
        return STANDARD;
    }

    private static List<OperationSpec> standardList() {
        var list = new ArrayList<OperationSpec>();
        list.add(CallOperations.DIAL);
        list.add(CallOperations.QUERY_CALL_STATE);
        list.add(ConferenceQueries.CREATE);
        list.add(ConferenceQueries.QUERY);
        list.addAll(ConferenceOperations.all());
        list.add(ConferenceInvitations.INVITE);
        list.add(ConferenceInvitations.JOIN);
        list.addAll(CentreOperations.all());
        list.addAll(IntercomOperations.all());
        list.addAll(QueueOperations.all());
        list.addAll(AgentOperations.all());
        list.addAll(SupervisionOperations.all());
        list.addAll(RecordingOperations.all());
        return list;
    }

    List<OperationSpec> all() {
        return List.copyOf(specs.values());
    }

    /** Whether any operation, or one that is known to be absent, is asked for at this path. */
    boolean hasPath(String path) {
        return path.startsWith("ivr/")
                && (specs.values().stream().anyMatch(spec -> spec.path().equals(path))
                        || ABSENT.contains(path.substring("ivr/".length())));
    }

    /** Whether the path is one of an operation that this server does not have. */
    boolean absentPath(String path) {
        return ABSENT.contains(path.substring(path.lastIndexOf('/') + 1));
    }

    /**
     * The operation that is asked for.
     *
     * @throws RestRefused when it is none, not one of this path, or not one of this server
     */
    OperationSpec find(OperationRequest request, String path) {
        String name = key(request.element());
        // What a client says that puts an operation's attributes beside Appid.
        if (name.isEmpty() && path.equals(CallOperations.QUERY_CALL_STATE.path())) {
            return CallOperations.QUERY_CALL_STATE;
        }
        if (ABSENT.contains(name)) {
            throw new RestRefused(RestError.NOT_HERE, "This server does not have <" + shown(request) + ">.");
        }
        var spec = Optional.ofNullable(specs.get(name)).orElseThrow(() -> unknown(request));
        if (spec.path().equals(path)) return spec;
        throw new RestRefused(
                RestError.NO_SUCH_PATH, "<%s> is asked at %s, not at %s.".formatted(spec.element(), spec.path(), path));
    }

    private RestRefused unknown(OperationRequest request) {
        var names = specs.values().stream().map(OperationSpec::element).toList();
        String near = NearestName.of(request.element(), names)
                .map(name -> ", did you mean <" + name + ">?")
                .orElse(".");
        return new RestRefused(RestError.NO_SUCH_PATH, "<" + shown(request) + "> is not an operation" + near);
    }

    private static String shown(OperationRequest request) {
        String name = request.element();
        return name.length() <= 40 ? name : name.substring(0, 40) + "…";
    }

    private static String key(String element) {
        return element.toLowerCase(Locale.ROOT);
    }
}

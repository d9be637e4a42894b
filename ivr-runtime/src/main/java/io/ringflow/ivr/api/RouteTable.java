package io.ringflow.ivr.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All that can be asked, and which of it a request asks. Immutable. */
final class RouteTable {

    private final List<Route<?, ?>> routes;

    RouteTable(List<Route<?, ?>> routes) {
        this.routes = List.copyOf(routes);
        var ids = new HashSet<String>();
        for (var route : routes) {
            if (!ids.add(route.id())) throw new IllegalStateException("two routes are called " + route.id());
        }
    }

    /** What a request asks. */
    sealed interface Match {

        /** @param path its parameters */
        record Found(Route<?, ?> route, Map<String, String> path) implements Match {}

        /** @param allowed methods by which the path is asked */
        record WrongMethod(String allowed) implements Match {}

        record NoPath() implements Match {}
    }

    List<Route<?, ?>> all() {
        return routes;
    }

    /** @param path as it was sent */
    Match find(String method, String path) {
        List<String> parts;
        try {
            parts = PathTemplate.parts(path).stream().map(RouteTable::decoded).toList();
        } catch (IllegalArgumentException _) {
            return new Match.NoPath();
        }
        var there = routes.stream()
                .filter(route -> route.path().match(parts).isPresent())
                .toList();
        for (var route : there) {
            if (route.method().equals(method)) {
                return new Match.Found(route, route.path().match(parts).orElseThrow());
            }
        }
        if (there.isEmpty()) return new Match.NoPath();
        return new Match.WrongMethod(there.stream().map(Route::method).sorted().collect(Collectors.joining(", ")));
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}

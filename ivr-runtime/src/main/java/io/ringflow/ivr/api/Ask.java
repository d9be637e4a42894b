package io.ringflow.ivr.api;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request that is what its route takes. Immutable.
 *
 * @param account who asks; empty: a route that is open
 * @param path parameters of the path
 * @param headers the first value of a header, by its name
 */
record Ask<Q, B>(
        Optional<Tenant> account,
        Map<String, String> path,
        Q query,
        B body,
        Function<String, Optional<String>> headers) {

    /** Who asks; of a route that is not open. */
    Tenant tenant() {
        return account.orElseThrow();
    }

    /** A parameter of the path. */
    String at(String name) {
        String value = path.get(name);
        if (value == null) throw new IllegalStateException("the path has no " + name);
        return value;
    }
}

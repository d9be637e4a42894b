package io.ringflow.ivr.api;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list. Immutable.
 *
 * @param next where the one after it begins; empty: this is the last
 */
record Page<T>(List<T> items, Optional<String> next) {

    static final String LIMIT = "50";
    static final int MOST = 200;

    Page {
        items = List.copyOf(items);
    }

    /**
     * Cuts it out of a whole list.
     *
     * @param cursor of the page before; empty: the first
     */
    static <T> Page<T> of(
            Collection<T> all,
            Function<T, Cursor> place,
            Comparator<Cursor> order,
            Optional<String> cursor,
            int limit) {
        var after = cursor.map(Cursor::of);
        var items = all.stream()
                .filter(one -> after.isEmpty() || order.compare(place.apply(one), after.get()) > 0)
                .sorted(Comparator.comparing(place, order))
                .limit(limit + 1L)
                .toList();
        if (items.size() <= limit) return new Page<>(items, Optional.empty());
        var page = items.subList(0, limit);
        return new Page<>(page, Optional.of(place.apply(page.getLast()).text()));
    }

    <U> Page<U> map(Function<T, U> each) {
        return new Page<>(items.stream().map(each).toList(), next);
    }
}

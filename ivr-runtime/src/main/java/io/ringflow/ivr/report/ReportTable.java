package io.ringflow.ivr.report;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** One of the two tables of figures. Thread-safe; its columns are its figures. */
final class ReportTable<F extends Enum<F> & Figure> {

    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::from).thenComparing(Place::key);

    private final Class<F> type;
    private final List<F> figures;
    private final String name;
    private final String key;

    private record Place(Instant from, String key) {}

    private ReportTable(Class<F> type, String name, String key) {
        this.type = type;
        this.figures = List.of(type.getEnumConstants());
        this.name = name;
        this.key = key;
    }

    static ReportTable<QueueFigure> ofQueues() {
        return new ReportTable<>(QueueFigure.class, "queue_interval", "queue");
    }

    static ReportTable<AgentFigure> ofAgents() {
        return new ReportTable<>(AgentFigure.class, "agent_interval", "agent_id");
    }

    /** Adds to what is there, in the transaction of the handle. */
    void add(Handle handle, Map<Row, Tally<F>> some) {
        if (some.isEmpty()) return;
        var batch = handle.prepareBatch(upsert());
        some.forEach((row, tally) -> {
            batch.bind(0, row.applicationId())
                    .bind(1, row.key())
                    .bind(2, row.beganAt().toEpochMilli());
            for (int i = 0; i < figures.size(); i++) batch.bind(3 + i, tally.of(figures.get(i)));
            batch.add();
        });
        batch.execute();
    }

    /** What matches, in the order of time, then of keys. */
    List<ReportLine<F>> read(Jdbi jdbi, ReportQuery query) {
        var sums = new TreeMap<Place, Tally<F>>(ORDER);
        String onlyOne = query.key().isPresent() ? " AND " + key + " = :key" : "";
        jdbi.useHandle(handle -> {
            var select = handle.createQuery("SELECT * FROM " + name
                            + " WHERE application_id = :application AND began_at >= :from AND began_at < :before"
                            + onlyOne)
                    .bind("application", query.applicationId())
                    .bind("from", query.first().toEpochMilli())
                    .bind("before", query.before().toEpochMilli());
            query.key().ifPresent(one -> select.bind("key", one));
            select.map((row, _) -> {
                        var from = Instant.ofEpochMilli(row.getLong("began_at"));
                        var place = new Place(query.by().begun(from, query.zone()), row.getString(key));
                        var sum = sums.computeIfAbsent(place, _ -> new Tally<>(type));
                        for (F figure : figures) sum.add(figure, row.getLong(figure.column()));
                        return place;
                    })
                    .forEach(_ -> {});
        });
        return sums.entrySet().stream()
                .map(one -> new ReportLine<>(one.getKey().from(), one.getKey().key(), one.getValue()))
                .toList();
    }

    void deleteBefore(Handle handle, Instant oldest) {
        handle.createUpdate("DELETE FROM " + name + " WHERE began_at < :oldest")
                .bind("oldest", oldest.toEpochMilli())
                .execute();
    }

    /** Of the kind that SQLite and PostgreSQL both take. */
    private String upsert() {
        String columns = figures.stream().map(Figure::column).collect(Collectors.joining(", "));
        String marks = Stream.generate(() -> "?").limit(figures.size()).collect(Collectors.joining(", "));
        String sums = figures.stream().map(this::sum).collect(Collectors.joining(", "));
        return "INSERT INTO %s (application_id, %s, began_at, %s) VALUES (?, ?, ?, %s) ON CONFLICT (application_id, %s, began_at) DO UPDATE SET %s"
                .formatted(name, key, columns, marks, key, sums);
    }

    private String sum(F figure) {
        String column = figure.column();
        if (figure == QueueFigure.LONGEST_WAIT) {
            return "%1$s = CASE WHEN excluded.%1$s > %2$s.%1$s THEN excluded.%1$s ELSE %2$s.%1$s END"
                    .formatted(column, name);
        }
        return "%1$s = %2$s.%1$s + excluded.%1$s".formatted(column, name);
    }
}

package io.ringflow.ivr.queue;

import io.ringflow.ivr.database.Rows;
import io.ringflow.ivr.queue.CentreStore.OnDuty;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Queues and agents on duty as rows, there and back. Pure. */
final class CentreRows {

    /** A row, and whose it is. */
    record Stored<T>(String applicationId, T what) {}

    private CentreRows() {}

    static List<Stored<QueuePlan>> queues(Handle handle) {
        return handle.createQuery("SELECT * FROM agent_queue ORDER BY application_id, queue_id")
                .map((row, _) -> new Stored<>(row.getString("application_id"), plan(row)))
                .list();
    }

    static List<Stored<OnDuty>> agents(Handle handle) {
        return handle.createQuery("SELECT * FROM agent_on_duty ORDER BY application_id, agent_id")
                .map((row, _) -> new Stored<>(row.getString("application_id"), agent(row)))
                .list();
    }

    static void add(Handle handle, String applicationId, QueuePlan plan) {
        var serving = plan.serving();
        var limits = plan.limits();
        handle.createUpdate("""
                        INSERT INTO agent_queue (application_id, queue_id, description, work_time, off_dates,
                            off_weekdays, off_prompt, strategy, ring_time, wrap_up, auto_ready, whisper, recorded,
                            max_waiting, max_wait, overflow_queue, overflow_after, announce_first, announce_every,
                            sticky_memory, sticky_patience, call_back_time)
                        VALUES (:application, :queue, :description, :workTime, :offDates, :offDays, :offPrompt,
                            :strategy, :ring, :wrapUp, :autoReady, :whisper, :recorded, :maxWaiting, :maxWait,
                            :overflow, :overflowAfter, :first, :every, :memory, :patience, :callBack)
                        """)
                .bind("application", applicationId)
                .bind("queue", plan.id())
                .bind("description", Rows.text(plan.description()))
                .bind("workTime", plan.workTime().shiftsText())
                .bind("offDates", plan.workTime().datesText())
                .bind("offDays", plan.workTime().weekdaysText())
                .bind("offPrompt", Rows.text(plan.offWorkPrompt()))
                .bind("strategy", serving.strategy().name())
                .bind("ring", serving.ringTime().toMillis())
                .bind("wrapUp", serving.wrapUp().toMillis())
                .bind("autoReady", flag(serving.autoReady()))
                .bind("whisper", Rows.text(serving.whisper()))
                .bind("recorded", flag(serving.record()))
                .bind("maxWaiting", limits.maxWaiting())
                .bind("maxWait", limits.maxWait().toMillis())
                .bind("overflow", limits.overflow().orElse(null))
                .bind("overflowAfter", limits.overflowAfter().toMillis())
                .bind("first", plan.announcing().first().toMillis())
                .bind("every", plan.announcing().every().toMillis())
                .bind("memory", plan.sticky().memory().toMillis())
                .bind("patience", plan.sticky().patience().toMillis())
                .bind("callBack", plan.callBackTime().toMillis())
                .execute();
    }

    private static QueuePlan plan(ResultSet row) throws SQLException {
        return new QueuePlan(
                row.getString("queue_id"),
                row.getString("description"),
                WorkTime.of(row.getString("work_time"), row.getString("off_dates"), row.getString("off_weekdays")),
                row.getString("off_prompt"),
                new QueuePlan.Serving(
                        Strategy.valueOf(row.getString("strategy")),
                        millis(row, "ring_time"),
                        millis(row, "wrap_up"),
                        row.getInt("auto_ready") != 0,
                        row.getString("whisper"),
                        row.getInt("recorded") != 0),
                new QueuePlan.Limits(
                        row.getInt("max_waiting"),
                        millis(row, "max_wait"),
                        Rows.text(row, "overflow_queue"),
                        millis(row, "overflow_after")),
                new QueuePlan.Announcing(millis(row, "announce_first"), millis(row, "announce_every")),
                new QueuePlan.Sticky(millis(row, "sticky_memory"), millis(row, "sticky_patience")),
                millis(row, "call_back_time"));
    }

    static void add(Handle handle, String applicationId, OnDuty agent) {
        var duty = agent.duty();
        handle.createUpdate("""
                        INSERT INTO agent_on_duty (application_id, agent_id, number, skills, ring_time, wrap_up,
                            nailed_up, state, ready, priority, ready_for, call_id, queue_id, customer, on_duty_since,
                            talks, ready_since, ready_at, ready_after)
                        VALUES (:application, :agent, :number, :skills, :ring, :wrapUp, :nailedUp, :state, :ready,
                            :priority, :readyFor, :call, :queue, :customer, :since,
                            :talks, :readySince, :readyAt, :readyAfter)
                        """)
                .bind("application", applicationId)
                .bind("agent", duty.agentId())
                .bind("number", Rows.text(duty.number()))
                .bind("skills", skills(duty.skills()))
                .bind("ring", duty.ringTime().map(Duration::toMillis).orElse(null))
                .bind("wrapUp", duty.wrapUp().map(Duration::toMillis).orElse(null))
                .bind("nailedUp", flag(duty.nailedUp()))
                .bind("state", agent.state().number())
                .bind("ready", flag(agent.ready()))
                .bind("priority", agent.priority())
                .bind("readyFor", String.join(" ", agent.readyFor()))
                .bind("call", agent.callId().orElse(null))
                .bind("queue", agent.queue().orElse(null))
                .bind("customer", agent.customer().map(Rows::text).orElse(null))
                .bind("since", agent.onDutySince().toEpochMilli())
                .bind("talks", agent.talks())
                .bind("readySince", agent.readySince().toEpochMilli())
                .bind("readyAt", agent.readyAt().map(Instant::toEpochMilli).orElse(null))
                .bind("readyAfter", agent.readyAfter().map(Duration::toMillis).orElse(null))
                .execute();
    }

    private static OnDuty agent(ResultSet row) throws SQLException {
        boolean ready = row.getInt("ready") != 0;
        var duty = new AgentDuty(
                row.getString("agent_id"),
                row.getString("number"),
                skills(row.getString("skills")),
                ready,
                optionalMillis(row, "ring_time"),
                optionalMillis(row, "wrap_up"),
                row.getInt("nailed_up") != 0);
        var onDutySince = Instant.ofEpochMilli(row.getLong("on_duty_since"));
        return new OnDuty(
                duty,
                AgentState.values()[row.getInt("state")],
                ready,
                row.getInt("priority"),
                words(row.getString("ready_for")),
                Rows.text(row, "call_id"),
                Rows.text(row, "queue_id"),
                Rows.text(row, "customer"),
                onDutySince,
                row.getInt("talks"),
                // Of before there was such a column.
                Rows.time(row, "ready_since").orElse(onDutySince),
                Rows.time(row, "ready_at"),
                optionalMillis(row, "ready_after"));
    }

    /** {@code 0:5 17:9} */
    private static String skills(Map<String, Integer> skills) {
        return skills.entrySet().stream()
                .map(skill -> skill.getKey() + ":" + skill.getValue())
                .collect(Collectors.joining(" "));
    }

    private static Map<String, Integer> skills(String text) {
        var skills = new LinkedHashMap<String, Integer>();
        for (var word : text.split(" ")) {
            int colon = word.indexOf(':');
            if (colon > 0) skills.put(word.substring(0, colon), Integer.valueOf(word.substring(colon + 1)));
        }
        return skills;
    }

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : Set.of(text.split(" "));
    }

    private static Duration millis(ResultSet row, String column) throws SQLException {
        return Duration.ofMillis(row.getLong(column));
    }

    private static Optional<Duration> optionalMillis(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    }

    private static int flag(boolean value) {
        return value ? 1 : 0;
    }
}

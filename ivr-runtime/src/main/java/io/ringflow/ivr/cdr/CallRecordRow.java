package io.ringflow.ivr.cdr;

import io.ringflow.ivr.cdr.CallRecord.Centre;
import io.ringflow.ivr.cdr.CallRecord.Direction;
import io.ringflow.ivr.cdr.CallRecord.End;
import io.ringflow.ivr.cdr.CallRecord.Recording;
import io.ringflow.ivr.cdr.CallRecord.SecondTalk;
import io.ringflow.ivr.cdr.CallRecord.Sound;
import io.ringflow.ivr.cdr.CallRecord.Times;
import io.ringflow.ivr.database.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** A call record as a row, there and back. Pure. */
public final class CallRecordRow {

    // Whatever is written twice, after an answer that got lost, is there once.
    private static final String INSERT = """
            INSERT INTO call_record (call_id, application_id, direction, caller, called, trunk, related_call_id,
                began_at, alerted_at, answered_at, ended_at, second_number, second_answered_at, second_ended_at,
                error_code, sip_status, cause, ended_by, codec, mos_heard, mos_sent, media_bytes,
                recording_id, recording_url, conference_id, user_data, queue_id, agent_id, queue_wait)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (call_id) DO NOTHING
            """;

    private static final int MOST_ID = 64;
    private static final int MOST_CODEC = 40;

    private CallRecordRow() {}

    /** A statement that adds rows; the caller closes it. */
    public static PreparedStatement insert(Connection connection) throws SQLException {
        return connection.prepareStatement(INSERT);
    }

    /** Fills in one row of the statement's batch. */
    public static void add(PreparedStatement row, CallRecord record) throws SQLException {
        row.setString(1, Rows.text(record.callId(), MOST_ID));
        row.setString(2, Rows.text(record.applicationId(), MOST_ID));
        row.setInt(3, record.direction().ordinal());
        row.setString(4, Rows.text(record.caller()));
        row.setString(5, Rows.text(record.called()));
        row.setString(6, Rows.text(record.trunk(), MOST_ID));
        Rows.text(row, 7, record.relatedCallId());
        row.setLong(8, record.times().beganAt().toEpochMilli());
        Rows.time(row, 9, record.times().alertedAt());
        Rows.time(row, 10, record.times().answeredAt());
        row.setLong(11, record.times().endedAt().toEpochMilli());
        Rows.text(row, 12, record.second().flatMap(SecondTalk::number));
        Rows.time(row, 13, record.second().map(SecondTalk::answeredAt));
        Rows.time(row, 14, record.second().map(SecondTalk::endedAt));
        row.setString(15, record.end().errorCode());
        row.setInt(16, record.end().sipStatus());
        row.setString(17, record.end().cause());
        row.setString(18, record.end().endedBy());
        row.setString(19, Rows.text(record.sound().codec(), MOST_CODEC));
        score(row, 20, record.sound().heard());
        score(row, 21, record.sound().sent());
        row.setLong(22, record.sound().bytes());
        Rows.text(row, 23, record.recording().map(Recording::id));
        Rows.text(row, 24, record.recording().map(Recording::url));
        Rows.text(row, 25, record.conferenceId());
        Rows.text(row, 26, record.userData());
        Rows.text(row, 27, record.centre().map(Centre::queue));
        Rows.text(row, 28, record.centre().flatMap(Centre::agentId));
        var waited = record.centre().map(centre -> centre.waited().toMillis());
        if (waited.isPresent()) row.setLong(29, waited.get());
        else row.setNull(29, Types.BIGINT);
        row.addBatch();
    }

    static CallRecord read(ResultSet row, StatementContext context) throws SQLException {
        return new CallRecord(
                row.getString("call_id"),
                row.getString("application_id"),
                Direction.values()[row.getInt("direction")],
                row.getString("caller"),
                row.getString("called"),
                row.getString("trunk"),
                Rows.text(row, "related_call_id"),
                new Times(
                        Instant.ofEpochMilli(row.getLong("began_at")),
                        Rows.time(row, "alerted_at"),
                        Rows.time(row, "answered_at"),
                        Instant.ofEpochMilli(row.getLong("ended_at"))),
                second(row),
                new End(
                        row.getString("error_code"),
                        row.getInt("sip_status"),
                        row.getString("cause"),
                        row.getString("ended_by")),
                new Sound(
                        row.getString("codec"),
                        score(row, "mos_heard"),
                        score(row, "mos_sent"),
                        row.getLong("media_bytes")),
                recording(row),
                Rows.text(row, "conference_id"),
                Rows.text(row, "user_data"),
                centre(row));
    }

    private static Optional<SecondTalk> second(ResultSet row) throws SQLException {
        var answered = Rows.time(row, "second_answered_at");
        var ended = Rows.time(row, "second_ended_at");
        if (answered.isEmpty() || ended.isEmpty()) return Optional.empty();
        return Optional.of(new SecondTalk(Rows.text(row, "second_number"), answered.get(), ended.get()));
    }

    private static Optional<Centre> centre(ResultSet row) throws SQLException {
        var agent = Rows.text(row, "agent_id");
        var waited = Duration.ofMillis(row.getLong("queue_wait"));
        return Rows.text(row, "queue_id").map(queue -> new Centre(queue, agent, waited));
    }

    private static Optional<Recording> recording(ResultSet row) throws SQLException {
        var id = Rows.text(row, "recording_id");
        var url = Rows.text(row, "recording_url");
        return id.map(kept -> new Recording(kept, url.orElse("")));
    }

    private static void score(PreparedStatement row, int column, Optional<Double> score) throws SQLException {
        if (score.isPresent()) row.setDouble(column, score.get());
        else row.setNull(column, Types.DOUBLE);
    }

    private static Optional<Double> score(ResultSet row, String column) throws SQLException {
        double score = row.getDouble(column);
        return row.wasNull() ? Optional.empty() : Optional.of(score);
    }
}

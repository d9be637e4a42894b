package io.ringflow.ivr.application;

import io.ringflow.ivr.application.Provisioning.Shelf;
import io.ringflow.ivr.application.Provisioning.StoredApplication;
import io.ringflow.ivr.application.Provisioning.StoredNumber;
import io.ringflow.ivr.database.Rows;
import java.net.URI;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Applications, numbers and accounts as rows, there and back. Pure. */
final class ProvisioningRows {

    private ProvisioningRows() {}

    /** @param survivalFlow file of an application's survival flow */
    static Shelf read(Handle handle, Function<String, Path> survivalFlow) {
        var applications = handle.createQuery("SELECT * FROM application ORDER BY id")
                .map((row, _) -> application(row, survivalFlow))
                .list();
        var numbers = handle.createQuery("SELECT * FROM access_number ORDER BY number")
                .map((row, _) -> new StoredNumber(
                        row.getString("number"),
                        NumberKind.valueOf(row.getString("kind")),
                        Rows.text(row, "application_id")))
                .list();
        var accounts = handle.createQuery("SELECT * FROM voip_account ORDER BY account")
                .map((row, _) -> account(row))
                .list();
        return new Shelf(
                by(applications, stored -> stored.application().id()),
                by(numbers, StoredNumber::number),
                by(accounts, VoipAccount::account));
    }

    static void add(Handle handle, Application application, Optional<String> survivalFlow, Instant now) {
        bound(handle.createUpdate("""
                        INSERT INTO application (id, name, url, fallback_url, error_url, secret, allowed_hosts,
                            survival_flow, connect_timeout, answer_timeout, ivr_enabled, agents_enabled, tts_enabled,
                            call_records, service_id, created_at, changed_at)
                        VALUES (:id, :name, :url, :fallback, :error, :secret, :hosts, :survival, :connect, :answer,
                            :ivr, :agents, :tts, :records, :service, :now, :now)
                        """), application, survivalFlow, now).execute();
    }

    static void change(Handle handle, Application application, Optional<String> survivalFlow, Instant now) {
        bound(handle.createUpdate("""
                        UPDATE application SET name = :name, url = :url, fallback_url = :fallback, error_url = :error,
                            secret = :secret, allowed_hosts = :hosts, survival_flow = :survival,
                            connect_timeout = :connect, answer_timeout = :answer, ivr_enabled = :ivr,
                            agents_enabled = :agents, tts_enabled = :tts, call_records = :records,
                            service_id = :service, changed_at = :now
                        WHERE id = :id
                        """), application, survivalFlow, now).execute();
    }

    private static Update bound(Update update, Application is, Optional<String> survivalFlow, Instant now) {
        return update.bind("id", is.id())
                .bind("name", Rows.text(is.name()))
                .bind("url", is.url().toString())
                .bind("fallback", is.fallbackUrl().map(URI::toString).orElse(null))
                .bind("error", is.errorUrl().map(URI::toString).orElse(null))
                .bind("secret", is.secret().map(Rows::text).orElse(null))
                .bind("hosts", Rows.text(String.join(" ", is.allowedHosts())))
                .bind("survival", survivalFlow.map(Rows::text).orElse(null))
                .bind("connect", is.connectTimeout().toMillis())
                .bind("answer", is.answerTimeout().toMillis())
                .bind("ivr", flag(is.ivrEnabled()))
                .bind("agents", flag(is.agentsEnabled()))
                .bind("tts", flag(is.ttsEnabled()))
                .bind("records", flag(is.callRecords()))
                .bind("service", is.serviceId().orElse(null))
                .bind("now", now.toEpochMilli());
    }

    static void add(Handle handle, StoredNumber number, Instant now) {
        handle.createUpdate("""
                        INSERT INTO access_number (number, kind, application_id, created_at, changed_at)
                        VALUES (:number, :kind, :owner, :now, :now)
                        """)
                .bind("number", number.number())
                .bind("kind", number.kind().name())
                .bind("owner", number.applicationId().orElse(null))
                .bind("now", now.toEpochMilli())
                .execute();
    }

    static void add(Handle handle, VoipAccount account, Instant now) {
        handle.createUpdate("""
                        INSERT INTO voip_account (account, application_id, realm, ha1_md5, ha1_sha256, name, enabled,
                            created_at, changed_at)
                        VALUES (:account, :owner, :realm, :md5, :sha256, :name, :enabled, :now, :now)
                        """)
                .bind("account", account.account())
                .bind("owner", account.applicationId())
                .bind("realm", account.realm())
                .bind("md5", account.ha1Md5())
                .bind("sha256", account.ha1Sha256())
                .bind("name", Rows.text(account.name()))
                .bind("enabled", flag(account.enabled()))
                .bind("now", now.toEpochMilli())
                .execute();
    }

    static int flag(boolean value) {
        return value ? 1 : 0;
    }

    private static StoredApplication application(ResultSet row, Function<String, Path> survivalFlow)
            throws SQLException {
        String id = row.getString("id");
        var survival = Rows.text(row, "survival_flow");
        var application = new Application(
                id,
                row.getString("name"),
                URI.create(row.getString("url")),
                Rows.text(row, "fallback_url").map(URI::create),
                Rows.text(row, "error_url").map(URI::create),
                Rows.text(row, "secret"),
                Set.of(row.getString("allowed_hosts").split(" ")),
                survival.map(_ -> survivalFlow.apply(id)),
                Duration.ofMillis(row.getLong("connect_timeout")),
                Duration.ofMillis(row.getLong("answer_timeout")),
                row.getInt("ivr_enabled") != 0,
                row.getInt("tts_enabled") != 0,
                row.getInt("agents_enabled") != 0,
                row.getInt("call_records") != 0,
                Rows.text(row, "service_id"));
        return new StoredApplication(application, survival);
    }

    private static VoipAccount account(ResultSet row) throws SQLException {
        return new VoipAccount(
                row.getString("account"),
                row.getString("application_id"),
                row.getString("realm"),
                row.getString("ha1_md5"),
                row.getString("ha1_sha256"),
                row.getString("name"),
                row.getInt("enabled") != 0);
    }

    /** In the order of the rows. */
    private static <T> Map<String, T> by(List<T> rows, Function<T, String> key) {
        var map = new LinkedHashMap<String, T>();
        rows.forEach(row -> map.put(key.apply(row), row));
        return map;
    }
}

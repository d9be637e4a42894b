package io.ringflow.ivr.app;

import io.ringflow.ivr.application.ApplicationDesk;
import io.ringflow.ivr.application.ApplicationTable;
import io.ringflow.ivr.application.NumberDesk;
import io.ringflow.ivr.application.Provisioning;
import io.ringflow.ivr.application.Provisioning.FromFile;
import io.ringflow.ivr.application.VoipAccount;
import io.ringflow.ivr.application.VoipAccountDesk;
import io.ringflow.ivr.cdr.CallRecordRetention;
import io.ringflow.ivr.cdr.StoredCallRecords;
import io.ringflow.ivr.config.ServerConfig;
import io.ringflow.ivr.database.Database;
import io.ringflow.ivr.flow.Finding;
import io.ringflow.ivr.flow.FlowReader;
import io.ringflow.ivr.flow.FormerOutbox;
import io.ringflow.ivr.rest.AnswerOperations;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All of a server that has to do with its database, joined: applications, numbers and accounts as they are changed, and
 * the records of calls. Closing it comes after whoever writes there.
 */
record StoragePart(
        Database database,
        Provisioning provisioning,
        ApplicationDesk applications,
        NumberDesk numbers,
        VoipAccountDesk voipAccounts,
        StoredCallRecords callRecords,
        CallRecordRetention retention)
        implements AutoCloseable {

    /** @param table what calls look at; filled with what the database has */
    static StoragePart open(DataDirectory data, ServerConfig config, ApplicationTable table, Clockwork time) {
        var database = Database.open(config.database(), data.file("ringflow.db"));
        try {
            FormerOutbox.bringInto(database, data.file("notifications.db"));
            var provisioning =
                    new Provisioning(database, table, fromFile(config), data.file("survival-flows"), time.clock());
            var applications = new ApplicationDesk(provisioning, StoragePart::survivalProblem);
            var records = new StoredCallRecords(database);
            var retention = CallRecordRetention.start(records, config.callRecords(), time.timers(), time.clock());
            var realm = config.accounts().registrar().realm();
            return new StoragePart(
                    database,
                    provisioning,
                    applications,
                    new NumberDesk(provisioning),
                    new VoipAccountDesk(provisioning, realm),
                    records,
                    retention);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** What applications.conf says. */
    static FromFile fromFile(ServerConfig config) {
        var accounts =
                config.accounts().accounts().stream().map(VoipAccount::account).collect(Collectors.toSet());
        return new FromFile(config.applications(), config.numbers(), accounts);
    }

    private static Optional<String> survivalProblem(String document) {
        var examination = new FlowReader(AnswerOperations.catalog())
                .examine(document.getBytes(StandardCharsets.UTF_8), "text/xml; charset=utf-8");
        return examination.findings().stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .findFirst()
                .map(error -> "line " + error.line() + ", column " + error.column() + ": " + error.text());
    }

    boolean idle() {
        return retention.idle();
    }

    @Override
    public void close() {
        retention.close();
        database.close();
    }
}

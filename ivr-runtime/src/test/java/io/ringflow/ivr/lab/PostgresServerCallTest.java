package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.application.ApplicationDraft;
import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.postgres.Postgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A whole server whose rows are in PostgreSQL. */
class PostgresServerCallTest {

    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    @TempDir
    Path dir;

    private final Postgres.Access access = POSTGRES.database();

    private CallLab lab() {
        var lab = new CallLab(dir, base -> base.application("numbers", List.of("100"))
                .with("database.url", access.url())
                .with("database.user", access.user())
                .with("database.password", access.password()));
        lab.app().handle(_ -> FlowReply.response("<Play loop='-1'>menu.wav</Play>"));
        return lab;
    }

    @Test
    void applicationsNumbersAndCallRecordsAreThereAfterARestart() {
        String callId;
        String shopId;
        try (var lab = lab()) {
            var shop = lab.server().applications().create(at(lab, "one"));
            shopId = shop.application().id();
            lab.server().numbers().add("02011112222", Optional.empty(), Optional.of(shopId));
            callId = call(lab, "02011112222");
            assertThat(lab.server().facts()).containsEntry("database", "ready");
        }
        assertThat(Files.exists(dir.resolve("data/ringflow.db"))).isFalse();
        try (var lab = lab()) {
            var record = lab.server().callRecords().find(callId).orElseThrow();
            assertThat(record.called()).isEqualTo("02011112222");
            assertThat(record.answered()).isTrue();
            // The application of this lab has another port.
            lab.server().applications().change(shopId, at(lab, "two"));
            assertThat(call(lab, "02011112222")).isNotEqualTo(callId);
        }
    }

    private static ApplicationDraft at(CallLab lab, String path) {
        return ApplicationDraft.of("shop", lab.app().uri(path).toString());
    }

    private static String call(CallLab lab, String number) {
        Phone caller = lab.phone("13800138000");
        var call = caller.calls(lab.uri(number));
        lab.hears(caller, "menu.wav");
        call.bye();
        lab.until("stopservice", Duration.ofSeconds(5), () -> lab.app().requests().stream()
                .anyMatch(asked -> asked.name().equals("stopservice")));
        return lab.app().requests().getLast().param("callid");
    }
}

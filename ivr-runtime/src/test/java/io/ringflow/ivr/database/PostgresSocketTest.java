package io.ringflow.ivr.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ringflow.testkit.postgres.Postgres;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresSocketTest {

    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    @Test
    void aSecondServerDoesNotGetTheWritersConnection() {
        var access = POSTGRES.database();
        try (var first = PostgresAccess.open(access);
                var second = PostgresAccess.open(access)) {
            try (var writer = first.writer()) {
                assertThat(writer.isClosed()).isFalse();
                assertThatIllegalStateException()
                        .isThrownBy(second::writer)
                        .withMessageContaining("another server uses the database " + access.url());
            }
            second.writer().close();
        }
    }

    @Test
    void aDatabaseThatLetsNobodyInIsToldWithoutItsPassword() {
        var access = POSTGRES.database();
        var wrong = new DatabaseSettings(Optional.of(access.url() + "?a=b"), access.user(), "guessed");
        assertThatIllegalStateException()
                .isThrownBy(() -> Database.open(wrong, Path.of("not used")))
                .withMessageContaining("the database " + access.url() + " can not be used")
                .withMessageContaining("password authentication failed")
                .withMessageNotContaining("guessed");
    }
}

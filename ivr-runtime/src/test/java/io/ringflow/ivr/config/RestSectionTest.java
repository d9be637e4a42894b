package io.ringflow.ivr.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringflow.ivr.rest.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The section {@code rest}. */
class RestSectionTest {

    private static final String SID = "8a48b5514f4fc588014f5d3b1c2a0b11";
    private static final String APPLICATIONS = "ringflow.applications = [{ name = shop, url = \"http://a/\" }]\n";

    @TempDir
    Path conf;

    private ServerConfig read(String rest, Map<String, String> environment) throws IOException {
        Files.writeString(conf.resolve("ringflow.conf"), "ringflow.rest {\n" + rest + "\n}\n");
        Files.writeString(conf.resolve("applications.conf"), APPLICATIONS);
        return new ConfigReader(environment).readAll(conf, Map.of());
    }

    private List<String> problems(String rest) {
        var problems = catchThrowableOfType(ConfigProblems.class, () -> read(rest, Map.of()));
        return Arrays.asList(String.valueOf(problems.getMessage()).split("\n"));
    }

    @Test
    void withoutAccountsNothingIsListenedFor() throws IOException {
        assertThat(read("", Map.of()).rest().listens()).isFalse();
    }

    @Test
    void anAccountHasItsSecretsFromTheEnvironmentAndItsApplicationsByName() throws IOException {
        var config = read(
                "time-zone = Asia/Shanghai, accounts = [{ name = s, sid = " + SID
                        + ", token = ${?TOKEN}, applications = [shop] }]",
                Map.of("TOKEN", "0123456789abcdef"));
        assertThat(config.rest().listens()).isTrue();
        assertThat(config.rest().zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
        var account = config.rest().accounts().getFirst();
        assertThat(account.token()).isEqualTo("0123456789abcdef");
        assertThat(account.applications())
                .containsExactly(config.applications().getFirst().id());
        assertThat(config.rest().accounts()).map(Account::toString).noneMatch(text -> text.contains("0123456789"));
    }

    @Test
    void theSwitchIsStrongerThanAccounts() throws IOException {
        var config = read(
                "enabled = false, accounts = [{ name = s, sid = " + SID
                        + ", token = 0123456789abcdef, applications = [\"*\"] }]",
                Map.of());
        assertThat(config.rest().listens()).isFalse();
    }

    @Test
    void whatIsWrongIsToldWithoutSecrets() {
        var problems = problems("""
                time-zone = Asia/Shanghi
                tls { certificate = none.pem }
                proxies { networks = ["10.0.0.0/8", "proxy.example"], header = Via }
                accounts = [
                  { name = a, sid = "8a48", token = abc, applications = [shop] }
                  { name = b, sid = "%1$s", applications = [shap] }
                  { name = "", sid = "%1$s", api-key = 0123456789abcdef }
                ]""".formatted(SID));
        assertThat(problems)
                .anyMatch(p -> p.contains("\"ringflow.rest.time-zone\" must be a zone"))
                .anyMatch(p -> p.contains("names none.pem, which can not be read"))
                .anyMatch(p -> p.contains("\"ringflow.rest.tls.key\" is empty"))
                .anyMatch(p -> p.contains("proxies.networks\" holds \"proxy.example\", which is not a network"))
                .anyMatch(p -> p.contains("proxies.header\" must be X-Forwarded-For or Forwarded"))
                .anyMatch(p -> p.contains("sid\" must be 32 letters and digits, not \"8a48\""))
                .anyMatch(p -> p.contains("token\" must have at least 16 characters"))
                .anyMatch(p -> p.contains("token\" and api-key are empty"))
                .anyMatch(p -> p.contains("holds \"shap\", which is the name or id of no application, did you mean"))
                .anyMatch(p -> p.contains("sid\" is that of another account already (ringflow.conf:"))
                .anyMatch(p -> p.contains("name\" is empty"))
                .anyMatch(p -> p.contains("applications\" is empty"))
                .noneMatch(p -> p.contains("0123456789") || p.contains("abc"));
    }
}

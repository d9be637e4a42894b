package io.ringflow.ivr.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringflow.ivr.account.AccountSecrets;
import io.ringflow.sip.digest.DigestAlgorithm;
import io.ringflow.sip.registrar.RegistrarSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The section {@code registrar}, and the accounts of applications. */
class AccountsSectionTest {

    @TempDir
    Path conf;

    private ServerConfig read(String registrar, String accounts, Map<String, String> environment) throws IOException {
        Files.writeString(conf.resolve("ringflow.conf"), "ringflow.registrar {\n" + registrar + "\n}\n");
        Files.writeString(
                conf.resolve("applications.conf"),
                "ringflow.applications = [{ name = shop, url = \"http://a/\", accounts = [" + accounts + "] }]\n");
        return new ConfigReader(environment).readAll(conf, Map.of());
    }

    private List<String> problems(String registrar, String accounts) {
        var problems = catchThrowableOfType(ConfigProblems.class, () -> read(registrar, accounts, Map.of()));
        return Arrays.asList(String.valueOf(problems.getMessage()).split("\n"));
    }

    @Test
    void withoutAccountsThereAreDefaults() throws IOException {
        var accounts = read("", "", Map.of()).accounts();
        assertThat(accounts.accounts()).isEmpty();
        assertThat(accounts.everybodyProves()).isTrue();
        assertThat(accounts.registrar()).isEqualTo(RegistrarSettings.defaults());
        assertThat(accounts.checkInterval()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void whatWouldAskTooOftenOrEverybodyForMd5IsTold() {
        assertThat(problems("check-interval = 1 s", "")).anyMatch(line -> line.contains("at least 5 s"));
        assertThat(problems("md5-only-agents = [\"\"]", "")).anyMatch(line -> line.contains("empty text"));
    }

    @Test
    void aPasswordComesFromTheEnvironmentAndIsKeptAsHashesOfTheRealm() throws IOException {
        var config = read(
                "realm = shop.example, algorithms = [SHA-256], challenge = named, max-expires = 3 hours",
                "{ name = \"8001\", password = ${?P8001} }",
                Map.of("P8001", "a good password"));
        var account = config.accounts().accounts().getFirst();
        assertThat(account)
                .isEqualTo(AccountSecrets.account(
                        "8001", config.applications().getFirst().id(), "shop.example", "a good password"));
        assertThat(config.accounts().registrar().algorithms()).containsExactly(DigestAlgorithm.SHA_256);
        assertThat(config.accounts().registrar().longest()).isEqualTo(Duration.ofHours(3));
        assertThat(config.accounts().everybodyProves()).isFalse();
        assertThat(config.toString()).doesNotContain("good password");
        assertThat(config.toString()).doesNotContain(account.ha1Md5()).doesNotContain(account.ha1Sha256());
    }

    @Test
    void whatIsWrongIsToldWithoutPasswords() {
        assertThat(problems("algorithms = [SHA-1], min-expires = 2 hours, realm = \"a\\\"b\"", """
                        { name = "8001", password = longenough },
                        { name = "8001", password = otherwise },
                        { name = "80-02", password = longenough },
                        { name = "8003", password = ${?NOT_THERE} },
                        { name = "8004", password = brief }"""))
                .anyMatch(p -> p.contains("may hold SHA-256 and MD5, not \"SHA-1\""))
                .anyMatch(p -> p.contains("algorithms\" is empty"))
                .anyMatch(p -> p.contains("default-expires\" must not be below min-expires"))
                .anyMatch(p -> p.contains("realm\" must be"))
                .anyMatch(p -> p.contains("holds 8001, which belongs to application shop (applications.conf"))
                .anyMatch(p -> p.contains("must be 1 to 64 letters, digits, _ or ., not \"80-02\""))
                .anyMatch(p -> p.contains("password\" is empty: account 8003"))
                .anyMatch(p -> p.contains("password\" has less than 8 characters"))
                .noneMatch(p -> p.contains("longenough") || p.contains("brief"));
    }
}

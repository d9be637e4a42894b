package io.ringflow.ivr.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringflow.ivr.application.ApplicationRefused.Why;
import io.ringflow.ivr.application.Provisioning.FromFile;
import io.ringflow.ivr.database.Database;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applications, numbers and accounts of the database beside those of applications.conf, in whatever database. */
abstract class ProvisioningContract {

    private static final String FIXED = "0123456789abcdef0123456789abcdef";
    private static final String SHOP = "5a0b51a0f0c54e0bb1a1f5d3b1c2a0b1";

    private final ApplicationTable table = new ApplicationTable(List.of(), Map.of());
    private Database database;
    private Provisioning provisioning;
    private ApplicationDesk applications;
    private NumberDesk numbers;
    private VoipAccountDesk accounts;

    @TempDir
    Path directory;

    /** A new, empty one. */
    abstract Database open() throws IOException;

    @BeforeEach
    void begin() throws IOException {
        database = open();
        provision(new FromFile(List.of(fixed()), Map.of("4001234567", FIXED), Set.of("70001")));
    }

    @AfterEach
    void end() {
        database.close();
    }

    /** Flow protocol 1.1, row of the app's settings. */
    @Test
    void anApplicationKeepsEverythingThatIsSaidOfItAlsoOverARestart() {
        var draft = new ApplicationDraft(
                Optional.of(SHOP),
                " shop ",
                "https://Shop.example.com/ivr",
                Optional.of("http://10.0.0.6/ivr"),
                Optional.of("http://10.0.0.6/errors"),
                Optional.of("secret"),
                Set.of("CDN.example.com:8080"),
                Optional.of("<Response><Hangup/></Response>"),
                Duration.ofSeconds(1),
                Duration.ofSeconds(9),
                false,
                false,
                false,
                true,
                Optional.of("9000-1"));

        applications.create(draft);
        provision(provisioning.file());

        var kept = table.byId(SHOP).orElseThrow();
        var survival = directory.resolve(SHOP + ".xml");
        assertThat(kept)
                .isEqualTo(new Application(
                        SHOP,
                        "shop",
                        URI.create("https://Shop.example.com/ivr"),
                        Optional.of(URI.create("http://10.0.0.6/ivr")),
                        Optional.of(URI.create("http://10.0.0.6/errors")),
                        Optional.of("secret"),
                        Set.of("shop.example.com", "cdn.example.com:8080"),
                        Optional.of(survival),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(9),
                        false,
                        false,
                        false,
                        true,
                        Optional.of("90001")));
        assertThat(survival).hasContent("<Response><Hangup/></Response>");
        var listed = applications.find(SHOP).orElseThrow();
        assertThat(applications.change(SHOP, ApplicationDraft.of(listed))).isEqualTo(listed);
    }

    @Test
    void aChangeCountsForTheNextLookAndNotForACallThatRuns() {
        applications.create(shop());
        numbers.add("0571-8888-6666", Optional.empty(), Optional.of(SHOP));
        var ofARunningCall = table.forNumber("057188886666").orElseThrow();

        applications.change(SHOP, ApplicationDraft.of("shop", "http://10.0.0.9/new"));

        assertThat(table.forNumber("057188886666").orElseThrow().url()).hasToString("http://10.0.0.9/new");
        assertThat(ofARunningCall.url()).hasToString("http://10.0.0.5/ivr");
    }

    /** Flow protocol 1.1, row of access: a number belongs to exactly one application, which may own several. */
    @Test
    void aNumberIsAllocatedToOneApplicationAtATime() {
        applications.create(shop());
        var number = numbers.add("400-765-4321", Optional.empty(), Optional.empty());
        assertThat(number).isEqualTo(new ListedNumber("4007654321", NumberKind.TOLL_FREE, Optional.empty(), false));
        assertThat(table.forNumber("4007654321")).isEmpty();

        numbers.allocate("400 765 4321", SHOP);
        numbers.add("80001234500001", Optional.of(NumberKind.VOIP), Optional.of(SHOP));
        assertThat(table.forNumber("4007654321")).map(Application::id).contains(SHOP);
        assertThat(applications.find(SHOP).orElseThrow().numbers()).containsExactly("4007654321", "80001234500001");
        refused(Why.TAKEN, () -> numbers.allocate("4007654321", FIXED));
        refused(Why.IN_USE, () -> numbers.remove("4007654321"));

        numbers.release("4007654321");
        assertThat(table.forNumber("4007654321")).isEmpty();
        numbers.allocate("4007654321", FIXED);
        assertThat(table.forNumber("4007654321")).map(Application::id).contains(FIXED);
        numbers.release("4007654321");
        numbers.remove("4007654321");
        assertThat(numbers.find("4007654321")).isEmpty();
    }

    @Test
    void whatTheFileDefinesIsListedAndCanNotBeChanged() {
        assertThat(applications.all()).singleElement().satisfies(one -> {
            assertThat(one.fixed()).isTrue();
            assertThat(one.numbers()).containsExactly("4001234567");
        });
        assertThat(numbers.all()).singleElement().satisfies(one -> assertThat(one.fixed())
                .isTrue());
        refused(Why.READ_ONLY, () -> applications.change(FIXED, shop()));
        refused(Why.READ_ONLY, () -> applications.delete(FIXED));
        refused(Why.READ_ONLY, () -> numbers.release("4001234567"));
        refused(Why.READ_ONLY, () -> accounts.delete("70001"));
        refused(Why.TAKEN, () -> accounts.create("70001", FIXED, "long enough", ""));
        refused(Why.TAKEN, () -> numbers.add("400-123-4567", Optional.empty(), Optional.empty()));
    }

    @Test
    void anApplicationOfTheFileStandsBeforeOneOfTheSameIdAndTheFileKeepsItsNumbers() {
        applications.create(shop());
        numbers.add("02011112222", Optional.empty(), Optional.of(SHOP));

        provisioning.fileChanged(new FromFile(
                List.of(fixed(), withId(SHOP)), Map.of("4001234567", FIXED, "02011112222", FIXED), Set.of()));

        assertThat(table.byId(SHOP)).contains(withId(SHOP));
        assertThat(table.forNumber("02011112222")).map(Application::id).contains(FIXED);
        assertThat(applications.all()).hasSize(2);
        provisioning.fileChanged(new FromFile(List.of(fixed()), Map.of(), Set.of()));
        assertThat(table.forNumber("02011112222")).map(Application::id).contains(SHOP);
    }

    @Test
    void aDeletedApplicationFreesItsNumbersAndTakesItsAccountsAlong() {
        applications.create(shop());
        numbers.add("02011112222", Optional.empty(), Optional.of(SHOP));
        accounts.create("80001", SHOP, "long enough", "desk");

        applications.delete(SHOP);

        assertThat(table.byId(SHOP)).isEmpty();
        assertThat(numbers.find("02011112222").orElseThrow().applicationId()).isEmpty();
        assertThat(provisioning.find("80001")).isEmpty();
    }

    @Test
    void whatDoesNotDoIsToldAndChangesNothing() {
        refused(Why.INVALID, () -> applications.create(ApplicationDraft.of("shop", "ftp://10.0.0.5/")));
        refused(Why.INVALID, () -> applications.create(ApplicationDraft.of(" ", "http://10.0.0.5/")));
        refused(Why.INVALID, () -> applications.create(withSurvival("<Response><Nonsense/></Response>")));
        refused(Why.INVALID, () -> numbers.add("*", Optional.empty(), Optional.empty()));
        refused(Why.INVALID, () -> numbers.add("'; DROP TABLE", Optional.empty(), Optional.empty()));
        refused(Why.NOT_FOUND, () -> numbers.add("100", Optional.empty(), Optional.of(SHOP)));
        refused(Why.NOT_FOUND, () -> applications.delete(SHOP));
        refused(Why.INVALID, () -> accounts.create("80001", FIXED, "short", ""));
        refused(Why.INVALID, () -> accounts.create("a b", FIXED, "long enough", ""));
        refused(Why.INVALID, () -> accounts.create("8000-1", FIXED, "long enough", ""));
        applications.create(shop());
        refused(Why.TAKEN, () -> applications.create(shop()));
        assertThat(applications.all()).hasSize(2);
        assertThat(numbers.all()).hasSize(1);
    }

    /** Flow protocol 1.1, row of serviceid. */
    @Test
    void aServiceIdIsFoundAsSuchAndIsNobodyElsesNumber() {
        applications.create(withService("9001"));
        assertThat(table.forService("9001")).map(Application::id).contains(SHOP);
        assertThat(table.forNumber("9001")).isEmpty();
        refused(Why.TAKEN, () -> numbers.add("9001", Optional.empty(), Optional.empty()));
        numbers.add("9002", Optional.empty(), Optional.empty());
        refused(Why.TAKEN, () -> applications.change(SHOP, withService("9002")));
    }

    /** The hashes are those of RFC 7616, section 3.4.2, for this account, realm and password. */
    @Test
    void anAccountIsKeptAsHashesOfItsPassword() {
        var made = accounts.create("Mufasa", FIXED, "Circle of Life", "the king");
        assertThat(made.ha1Md5()).isEqualTo("3d78807defe7de2157e2b0b6573a855f");
        assertThat(made.ha1Sha256()).isEqualTo("7987c64c30e25f1b74be53f966b49b90f2808aa92faf9a00262392d7b4794232");
        provision(provisioning.file());
        assertThat(provisioning.find("Mufasa")).contains(made);
        assertThat(accounts.of(FIXED)).containsExactly(made);

        var off = accounts.change("Mufasa", Optional.empty(), Optional.of("was king"), Optional.of(false));
        assertThat(off.ha1Md5()).isEqualTo(made.ha1Md5());
        assertThat(provisioning.find("Mufasa")).contains(off).hasValueSatisfying(one -> assertThat(one.enabled())
                .isFalse());
        var other = accounts.change("Mufasa", Optional.of("another password"), Optional.empty(), Optional.empty());
        assertThat(other.ha1Sha256()).isNotEqualTo(made.ha1Sha256());
        refused(Why.TAKEN, () -> accounts.create("Mufasa", FIXED, "long enough", ""));
        accounts.delete("Mufasa");
        assertThat(provisioning.find("Mufasa")).isEmpty();
    }

    @Test
    void noPasswordStandsInTheDatabaseNorInAText() throws IOException {
        var made = accounts.create("80001", FIXED, "Circle of Life", "desk");
        assertThat(made.toString()).doesNotContain(made.ha1Md5());
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
                        .doesNotContain("Circle of Life");
            }
        }
    }

    private void provision(FromFile file) {
        provisioning = new Provisioning(database, table, file, directory, InstantSource.system());
        applications = new ApplicationDesk(
                provisioning, text -> text.contains("Nonsense") ? Optional.of("no such command") : Optional.empty());
        numbers = new NumberDesk(provisioning);
        accounts = new VoipAccountDesk(provisioning, "http-auth@example.org");
    }

    private static void refused(Why why, ThrowingCallable change) {
        var refusal = catchThrowableOfType(ApplicationRefused.class, change);
        assertThat(refusal).isNotNull().hasMessageEndingWith(".");
        assertThat(refusal.why()).isEqualTo(why);
    }

    private static ApplicationDraft shop() {
        return draft(Optional.empty(), Optional.empty());
    }

    private static ApplicationDraft withService(String number) {
        return draft(Optional.of(number), Optional.empty());
    }

    private static ApplicationDraft withSurvival(String document) {
        return draft(Optional.empty(), Optional.of(document));
    }

    private static ApplicationDraft draft(Optional<String> service, Optional<String> survival) {
        return new ApplicationDraft(
                Optional.of(SHOP),
                "shop",
                "http://10.0.0.5/ivr",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                survival,
                Duration.ofSeconds(3),
                Duration.ofSeconds(5),
                true,
                true,
                true,
                false,
                service);
    }

    private static Application fixed() {
        return withId(FIXED);
    }

    private static Application withId(String id) {
        return new Application(
                id,
                "fixed",
                URI.create("http://127.0.0.1/"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of("127.0.0.1"),
                Optional.empty(),
                Duration.ofSeconds(3),
                Duration.ofSeconds(5),
                true,
                true);
    }
}

package io.ringflow.ivr.rest;

import static io.ringflow.ivr.rest.SampleRest.APP;
import static io.ringflow.ivr.rest.SampleRest.FOREIGN_APP;
import static io.ringflow.ivr.rest.SampleRest.KEY;
import static io.ringflow.ivr.rest.SampleRest.OTHER_SID;
import static io.ringflow.ivr.rest.SampleRest.SID;
import static io.ringflow.ivr.rest.SampleRest.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Flow-protocol 8.1 and D26: who is let in, and what the others are told. Here it is 10:00 in Shanghai. */
class AuthenticationTest {

    private static final String DIAL = "<Request><Appid>" + APP + "</Appid><Dial number='13800138000'/></Request>";

    @TempDir
    Path dir;

    private SampleRest rest;

    @BeforeEach
    void open() throws IOException {
        rest = new SampleRest(dir);
    }

    private SampleRest.Ask dial() {
        return rest.ask("ivr/dial").body(DIAL);
    }

    /** Flow protocol 8.1 sig. */
    @Test
    void theSigOfTheCloudsDocumentIsTheOneThatIsComputed() {
        // md5 of "abc" + "def" + "20130726", by md5sum
        assertThat(Signing.sig("abc", "def", "20130726")).hasSize(32).isUpperCase();
        assertThat(dial().code()).isEqualTo("000000");
        assertThat(rest.done).hasSize(1);
    }

    /** Flow protocol 8.1 timestamp; D26. */
    @ParameterizedTest
    @ValueSource(strings = {"20260301090000", "20260301110000"})
    void aTimestampUpToAnHourOffIsGood(String timestamp) {
        assertThat(dial().signedAt(timestamp).code()).isEqualTo("000000");
    }

    /** Flow protocol 8.1 timestamp; D26. */
    @ParameterizedTest
    @ValueSource(strings = {"20260301085959", "20260301110001", "20260301020000", "20250301100000"})
    void oneFartherOffIsToldWhatTimeItIsHere(String timestamp) {
        var answer = dial().signedAt(timestamp).answer();
        assertThat(answer.statusCode()).isEqualTo("111410");
        assertThat(answer.message().orElseThrow()).contains("20260301100000").contains("Asia/Shanghai");
    }

    @Test
    void whoDoesNotKnowTheTokenIsNotToldTheTime() {
        var answer =
                dial().signedAt("20250301100000").with("sig", "0".repeat(32)).answer();
        assertThat(answer.statusCode()).isEqualTo("111402");
        assertThat(answer.message().orElseThrow()).doesNotContain("2026");
    }

    @Test
    void anHourOfTheAfternoonMayBeWrittenAsTheDotNetLibraryDoes() {
        rest.later(Duration.ofHours(5));
        var foreign = DIAL.replace(APP, FOREIGN_APP);
        assertThat(rest.ask("ivr/dial")
                        .as(SID)
                        .signedAt("20260301030000")
                        .body(DIAL)
                        .code())
                .isEqualTo("111410");
        assertThat(rest.ask("ivr/dial")
                        .as(OTHER_SID)
                        .signedAt("20260301030000")
                        .body(foreign)
                        .code())
                .isEqualTo("000000");
    }

    @Test
    void whatSuchALibrarySignedInTheMorningIsNotTakenAgainInTheAfternoon() {
        rest.later(Duration.ofHours(-7));
        assertThat(rest.ask("ivr/dial")
                        .as(OTHER_SID)
                        .signedAt("20260301030000")
                        .body(DIAL)
                        .code())
                .isEqualTo("000000");
        rest.later(Duration.ofHours(12));
        assertThat(rest.ask("ivr/dial")
                        .as(OTHER_SID)
                        .signedAt("20260301030000")
                        .body(DIAL)
                        .code())
                .isEqualTo("111409");
        assertThat(rest.done).hasSize(1);
    }

    /** Flow protocol 8.1 Authorization. */
    @ParameterizedTest
    @CsvSource({
        "'', 111401",
        "not base64!, 111401",
        "OGE0OGI1NTE0ZjRmYzU4ODAxNGY1ZDNiMWMyYTBiMTE=, 111401",
        "Basic OGE0OGI1NTE6MjAyNjAzMDExMDAwMDA=, 111401",
        "Bearer wrong-key-of-somebody, 111402",
        "Bearer, 111401"
    })
    void anAuthorizationThatIsNoneIsRefused(String authorization, String code) {
        assertThat(dial().authorization(authorization).code()).isEqualTo(code);
        assertThat(rest.done).isEmpty();
    }

    @Test
    void withoutSigOrAuthorizationNobodyIsLetIn() {
        assertThat(dial().without("sig").code()).isEqualTo("111401");
        assertThat(dial().authorization(null).code()).isEqualTo("111401");
    }

    /** Flow protocol 8.1 Authorization, path. */
    @Test
    void theAuthorizationMustNameTheAccountOfThePath() {
        assertThat(dial().authorization(Signing.authorization(OTHER_SID, "20260301100000"))
                        .code())
                .isEqualTo("111401");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026030110000", "20261301100000", "20260230100000", "now", "20260301 10000"})
    void aTimestampThatIsNoneIsRefused(String timestamp) {
        assertThat(dial().signedAt(timestamp).code()).isEqualTo("111401");
    }

    @Test
    void anUnknownAccountIsRefused() {
        assertThat(dial().as("00000000000000000000000000000000").code()).isEqualTo("111411");
    }

    @Test
    void aLowerCaseSigAndBrokenLinesOfBase64AreTakenAsTheyAreMeant() {
        var sig = Signing.sig(SID, TOKEN, "20260301100000").toLowerCase(java.util.Locale.ROOT);
        var lines = new StringBuilder(Signing.authorization(SID, "20260301100000"))
                .insert(20, "\n")
                .append('\n');
        assertThat(dial().with("sig", sig).authorization(lines.toString()).code())
                .isEqualTo("000000");
    }

    /** Flow protocol D26. */
    @Test
    void aBearerKeyNeedsNoSignatureAndNoTimestamp() {
        assertThat(dial().without("sig").authorization("Bearer " + KEY).code()).isEqualTo("000000");
        assertThat(dial().without("sig").authorization("bearer " + KEY).code()).isEqualTo("000000");
    }

    /** Flow protocol D26. */
    @Test
    void aReplayIsRefusedAndNothingIsDoneTwice() {
        assertThat(dial().code()).isEqualTo("000000");
        assertThat(dial().code()).isEqualTo("111409");
        assertThat(rest.done).hasSize(1);
    }

    @Test
    void whatDiffersWithinASecondIsNoReplay() {
        assertThat(dial().code()).isEqualTo("000000");
        assertThat(dial().body(DIAL.replace("8000", "8001")).code()).isEqualTo("000000");
        assertThat(rest.done).hasSize(2);
    }

    @Test
    void askingTwiceWithinASecondIsNoReplay() {
        var query = "<Request><Appid>" + APP + "</Appid><QueryConfState confid='1'/></Request>";
        assertThat(rest.ask("ivr/conf").body(query).code()).isEqualTo("000000");
        assertThat(rest.ask("ivr/conf").body(query).code()).isEqualTo("000000");
    }

    @Test
    void whatFailedMayBeSentAgain() {
        var gone = "<Request><Appid>" + APP + "</Appid><ConfMute confid='gone' callid='1'/></Request>";
        assertThat(rest.ask("ivr/conf").body(gone).code()).isEqualTo("105001");
        assertThat(rest.ask("ivr/conf").body(gone).code()).isEqualTo("105001");
    }

    /** Threat W16. */
    @Test
    void anAccountMayNotActOnTheApplicationsOfOthers() {
        assertThat(rest.ask("ivr/dial").body(DIAL.replace(APP, FOREIGN_APP)).code())
                .isEqualTo("111403");
        // And does not learn which there are.
        assertThat(rest.ask("ivr/dial").body(DIAL.replace(APP, "f".repeat(32))).code())
                .isEqualTo("111403");
        assertThat(rest.ask("ivr/dial")
                        .as(OTHER_SID)
                        .body(DIAL.replace(APP, "f".repeat(32)))
                        .code())
                .isEqualTo("111412");
        assertThat(rest.done).isEmpty();
    }

    /** Threat W19. */
    @Test
    void theSecretsOfAnAccountAreNotInItsText() {
        assertThat(new Account(SID, "shop", TOKEN, KEY, java.util.Set.of(), false, false).toString())
                .doesNotContain(TOKEN)
                .doesNotContain(KEY);
    }
}

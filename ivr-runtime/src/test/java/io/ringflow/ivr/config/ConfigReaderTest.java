package io.ringflow.ivr.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.flow.FlowSettings;
import io.ringflow.ivr.rest.RestClient;
import io.ringflow.ivr.speech.SpeechSettings;
import io.ringflow.media.MediaConfig;
import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.SipConfig;
import io.ringflow.sip.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {

    @TempDir
    Path conf;

    @Test
    void withoutFilesTheReferenceIsTheConfiguration() {
        ServerConfig config = ConfigReader.read(null, Map.of());

        var wildcard = InetAddress.ofLiteral("0.0.0.0");
        assertThat(config.sip())
                .isEqualTo(SipConfig.of(List.of(
                        new ListenAddress(Transport.UDP, wildcard, 5060, null),
                        new ListenAddress(Transport.TCP, wildcard, 5060, null))));
        assertThat(config.media()).isEqualTo(MediaConfig.defaults());
        assertThat(config.flow()).isEqualTo(FlowSettings.defaults());
        assertThat(config.speech()).isEqualTo(SpeechSettings.defaults());
        assertThat(config.http()).isEqualTo(new HttpListen("127.0.0.1", 8080));
        assertThat(config.dataDir()).isEqualTo(Path.of("run"));
        assertThat(config.applications()).isEmpty();
    }

    @Test
    void everyReferenceKeyIsBoundAndEveryBoundKeyIsInTheReference() {
        var inReference = new TreeSet<String>();
        ConfigReader.reference().resolve().entrySet().forEach(entry -> inReference.add(entry.getKey()));

        var reader = new ConfigReader(Map.of());
        reader.readAll(
                null,
                Map.of(
                        "applications",
                                List.of(Map.of(
                                        "name",
                                        "test",
                                        "url",
                                        "http://127.0.0.1/",
                                        "accounts",
                                        List.of(Map.of("name", "8001", "password", "a password")))),
                        "trunks", List.of(Map.of("name", "t", "networks", List.of("192.0.2.0/24"))),
                        "rest.accounts", RestClient.ACCOUNTS,
                        "sip.more-listeners", List.of(Map.of("port", 5070))));

        assertThat(reader.keys()).isEqualTo(inReference);
    }

    @Test
    void everyReferenceKeyIsDocumented() throws IOException {
        List<String> lines;
        try (var in = ConfigReader.class.getResourceAsStream("/reference.conf")) {
            lines = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .toList();
        }
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).matches("[a-z-]+ = .*")) {
                assertThat(lines.get(i - 1)).as("comment of " + lines.get(i)).startsWith("#");
            }
        }
    }

    @Test
    void theFilesThatAreShippedAreRead() {
        ServerConfig config = ConfigReader.read(Path.of("../conf"), Map.of("demo-url", "http://127.0.0.1:9999"));

        assertThat(config.applications()).extracting(Application::name).containsExactly("demo");
        assertThat(config.applications().getFirst().url()).isEqualTo(URI.create("http://127.0.0.1:9999"));
        assertThat(config.numbers())
                .containsEntry("*", config.applications().getFirst().id());
        assertThat(config.promptDirs()).allMatch(Files::isDirectory);
    }

    @Test
    void theCommandLineWinsOverTheFileAndTheFileOverTheReference() throws IOException {
        write("ringflow.conf", "ringflow { sip.port = 5070, http.port = 9090 }");

        ServerConfig config = ConfigReader.read(conf, Map.of("sip.port", 5080));

        assertThat(config.sip().listeners()).extracting(ListenAddress::port).containsOnly(5080);
        assertThat(config.http().port()).isEqualTo(9090);
    }

    @Test
    void everyNumberCanBeGivenToOneApplication() {
        ServerConfig config =
                ConfigReader.read(Path.of("../conf"), ConfigReader.everyNumberTo(URI.create("http://127.0.0.1:1/x")));

        assertThat(config.applications())
                .extracting(Application::url)
                .containsExactly(URI.create("http://127.0.0.1:1/x"));
        assertThat(config.numbers()).containsOnlyKeys("*");
    }

    @Test
    void allProblemsAreToldAtOnceWithFileAndLine() throws IOException {
        write("ringflow.conf", """
                ringflow {
                  sip.prot = 5060
                  media.first-port = 20001
                  drain = soon
                  http { port = 70000 }
                  sip.trusted-networks = ["10.0.0.0/33"]
                  media.loop-fill = 101
                }
                """);
        write("applications.conf", """
                ringflow.applications = [
                  { name = a, url = "ftp://x/", numbers = ["100"] }
                ]
                """);

        assertThat(problems())
                .anyMatch(p -> p.equals("ringflow.conf:2: unknown key \"ringflow.sip.prot\", did you mean \"port\"?"))
                .anyMatch(p -> p.startsWith("ringflow.conf:3: \"ringflow.media.first-port\" must be even"))
                .anyMatch(p -> p.startsWith("ringflow.conf:4: \"ringflow.drain\""))
                .anyMatch(p -> p.equals("ringflow.conf:5: \"ringflow.http.port\" must be from 0 to 65535, not 70000"))
                .anyMatch(p -> p.startsWith("ringflow.conf:6: \"ringflow.sip.trusted-networks\" holds"))
                .anyMatch(p -> p.equals("ringflow.conf:7: \"ringflow.media.loop-fill\" must be from 0 to 100, not 101"))
                .anyMatch(p -> p.startsWith("applications.conf:2: \"ringflow.application-defaults.url\""))
                .hasSize(7);
    }

    @Test
    void aNumberBelongsToOneApplication() throws IOException {
        write("applications.conf", """
                ringflow.applications = [
                  { name = a, url = "http://a/", numbers = ["400-123-4567"] }
                  { name = b, url = "http://b/",
                    numbers = ["4001234567", "80001234500001"] }
                ]
                """);

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("applications.conf:4:")
                .contains("4001234567, which belongs to application a (applications.conf:2) already");
    }

    @Test
    void twoApplicationsHaveTwoIds() throws IOException {
        write("applications.conf", """
                ringflow.applications = [{ name = a, url = "http://a/" }, { name = a, url = "http://b/" }]
                """);

        assertThat(problems()).singleElement().asString().contains("is that of another application already");
    }

    @Test
    void speechIsCheckedAsTheRestIs() throws IOException {
        write("ringflow.conf", """
                ringflow.speech {
                  provider = espaek
                  http { url = "ftp://x/", format = mp3
                         sample-rate = 23000 }
                  espeak.command = ""
                  tiemout = 3 s
                }
                """);

        assertThat(problems())
                .anyMatch(
                        p -> p.equals("ringflow.conf:2: \"ringflow.speech.provider\" must be one of espeak, http, none,"
                                + " not \"espaek\", did you mean \"espeak\"?"))
                .anyMatch(p -> p.startsWith("ringflow.conf:3: \"ringflow.speech.http.url\" must be a URL"))
                .anyMatch(p -> p.startsWith("ringflow.conf:3: \"ringflow.speech.http.format\" must be pcm or wav"))
                .anyMatch(p -> p.startsWith("ringflow.conf:4: \"ringflow.speech.http.sample-rate\" must be 8000"))
                .anyMatch(p -> p.startsWith("ringflow.conf:5: \"ringflow.speech.espeak.command\" is empty"))
                .anyMatch(p -> p.startsWith("ringflow.conf:6: unknown key \"ringflow.speech.tiemout\", did you mean"))
                .hasSize(6);
    }

    @Test
    void theKeyOfTheSpeechServiceComesFromTheEnvironment() {
        var config = new ConfigReader(Map.of("RINGFLOW_SPEECH_API_KEY", "s3cret")).readAll(null, Map.of());

        assertThat(config.speech().http().apiKey()).isEqualTo("s3cret");
    }

    @Test
    void secretsComeFromTheEnvironment() throws IOException {
        write("applications.conf", """
                ringflow.applications = [
                  { name = a, url = "http://a/", secret = ${?A_SECRET} }
                  { name = b, url = "http://b/", secret = ${?B_SECRET} }
                ]
                """);

        var config = new ConfigReader(Map.of("A_SECRET", "s3cret")).readAll(conf, Map.of());

        assertThat(config.applications().getFirst().secret()).contains("s3cret");
        assertThat(config.applications().getLast().secret()).isEmpty();
    }

    @Test
    void anApplicationReadsAllItsKeys() throws IOException {
        write("bye.xml", "<Response><Hangup/></Response>");
        write("applications.conf", """
                ringflow.applications = [{
                  name = shop, id = "8a48b5514f4fc588014f5d3b1c2a0b11", url = "http://App.Example:3000/ivr"
                  fallback-url = "http://b.example/ivr", error-url = "http://c.example/e", secret = "k"
                  allowed-hosts = ["Other.example", "x.example:8080"], survival-flow = bye.xml
                  connect-timeout = 1 s, answer-timeout = 2500 ms, ivr-enabled = false, tts-enabled = false
                  numbers = ["400-123-4567", 100, "+86 571 8888 6666", alice]
                }]
                """);

        ServerConfig config = ConfigReader.read(conf, Map.of());

        assertThat(config.applications())
                .containsExactly(new Application(
                        "8a48b5514f4fc588014f5d3b1c2a0b11",
                        "shop",
                        URI.create("http://App.Example:3000/ivr"),
                        java.util.Optional.of(URI.create("http://b.example/ivr")),
                        java.util.Optional.of(URI.create("http://c.example/e")),
                        java.util.Optional.of("k"),
                        java.util.Set.of("app.example", "other.example", "x.example:8080"),
                        java.util.Optional.of(conf.resolve("bye.xml")),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(2500),
                        false,
                        false));
        assertThat(config.numbers()).containsOnlyKeys("4001234567", "100", "+8657188886666", "alice");
    }

    @Test
    void furtherListenersInheritWhatTheyLeaveOut() throws IOException {
        write("ringflow.conf", """
                ringflow.sip {
                  transports = [udp]
                  more-listeners = [{ transport = TCP, bind = "10.1.2.3", port = 5070, advertised = "203.0.113.7" }]
                }
                """);

        ServerConfig config = ConfigReader.read(conf, Map.of());

        assertThat(config.sip().listeners().getLast())
                .isEqualTo(new ListenAddress(Transport.TCP, InetAddress.ofLiteral("10.1.2.3"), 5070, "203.0.113.7"));
    }

    @Test
    void textThatIsNotHoconIsToldWithItsLine() throws IOException {
        write("ringflow.conf", "ringflow {\n  sip { port = 5060\n");
        write("applications.conf", "\nringflow = ]");

        assertThat(problems()).hasSize(2).anyMatch(p -> p.startsWith("applications.conf:2:"));
    }

    @Test
    void aKeyOutsideOfRingflowIsUnknown() throws IOException {
        write("ringflow.conf", "sip.port = 5060");

        assertThat(problems()).containsExactly("ringflow.conf:1: unknown key \"sip\"");
    }

    @Test
    void aSectionThatIsNoObjectIsOneProblem() throws IOException {
        write("ringflow.conf", "ringflow.media = loud");

        assertThat(problems()).containsExactly("ringflow.conf:1: \"ringflow.media\" must be an object { ... }");
    }

    @Test
    void aMissingVariableIsAProblem() throws IOException {
        write("ringflow.conf", "ringflow.data-dir = ${RINGFLOW_TEST_MISSING_VARIABLE}");

        assertThat(problems()).singleElement().asString().startsWith("ringflow.conf:1:");
    }

    private List<String> problems() {
        var thrown = catchThrowableOfType(ConfigProblems.class, () -> ConfigReader.read(conf, Map.of()));
        assertThat(thrown).as("what is refused").isNotNull();
        return thrown.problems().stream().map(ConfigProblem::toString).toList();
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(conf.resolve(file), text);
    }
}

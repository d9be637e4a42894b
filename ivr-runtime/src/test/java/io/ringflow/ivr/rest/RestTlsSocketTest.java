package io.ringflow.ivr.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.ivr.app.Clockwork;
import io.ringflow.ivr.app.Server;
import io.ringflow.ivr.lab.ServerSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The REST port speaks HTTPS with the certificate of the configuration, and nothing else. */
class RestTlsSocketTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    Path dir;

    @Test
    void bothInterfacesAreServedOverTlsAndPlainHttpIsNot() throws Exception {
        var store = selfSigned();
        var time = Clockwork.real();
        var config = new ServerSettings(dir.resolve("data"), URI.create("http://127.0.0.1:9/"))
                .with("rest.port", 0)
                .with("rest.tls.certificate", pem(store, "CERTIFICATE", certificate(store)))
                .with("rest.tls.key", pem(store, "PRIVATE KEY", key(store)))
                .with("rest.accounts", RestClient.ACCOUNTS)
                .config();
        try (var server = Server.start(config, time);
                var trusting =
                        HttpClient.newBuilder().sslContext(trusting(store)).build();
                var others = HttpClient.newHttpClient()) {
            int port = server.restPort().orElseThrow();
            var calls = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/v1/calls"))
                    .header("Authorization", "Bearer a-key-of-a-new-client")
                    .build();
            var answer = trusting.send(calls, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.body()).isEqualTo("{\"items\":[]}");
            assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");

            var dialect = HttpRequest.newBuilder(URI.create(
                            "https://127.0.0.1:" + port + "/2013-12-26/Accounts/" + RestClient.SID + "/ivr/dial?sig=x"))
                    .POST(HttpRequest.BodyPublishers.ofString("<Request/>"))
                    .build();
            assertThat(trusting.send(dialect, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .contains("<statusCode>111401</statusCode>");

            assertThatThrownBy(() -> others.send(calls, HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(SSLException.class);
            var plain = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/calls"))
                    .build();
            assertThatThrownBy(() -> others.send(plain, HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        } finally {
            time.timers().shutdownNow();
        }
    }

    /** A certificate of this moment: one in the sources would expire some day. */
    private KeyStore selfSigned() throws IOException, InterruptedException, GeneralSecurityException {
        Path file = dir.resolve("store.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "rest",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        var said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).as(said).isZero();
        return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    }

    private static byte[] certificate(KeyStore store) throws GeneralSecurityException {
        return store.getCertificate("rest").getEncoded();
    }

    private static byte[] key(KeyStore store) throws GeneralSecurityException {
        return store.getKey("rest", PASSWORD.toCharArray()).getEncoded();
    }

    private String pem(KeyStore store, String kind, byte[] octets) throws IOException {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets);
        Path file = dir.resolve(kind.replace(' ', '-') + "-" + store.getType() + ".pem");
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n");
        return file.toAbsolutePath().toString();
    }

    private static SSLContext trusting(KeyStore store) throws GeneralSecurityException, IOException {
        var trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("rest", store.getCertificate("rest"));
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trust);
        var context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}

package io.ringflow.ivr.speech.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringflow.ivr.speech.SpeechEngine;
import io.ringflow.ivr.speech.SpeechFailure;
import io.ringflow.ivr.speech.SpeechFailure.Kind;
import io.ringflow.ivr.speech.SpeechPcm;
import io.ringflow.ivr.speech.SpeechSettings;
import io.ringflow.ivr.speech.Utterance;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Asks a service that has the OpenAI-compatible speech API: {@code POST /v1/audio/speech}, sound in the answer, streamed or
 * whole. Thread-safe. Follows no redirect and retries nothing; a deadline ends the exchange wherever it is.
 */
final class HttpSpeechEngine implements SpeechEngine {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_ERROR_BYTES = 16 * 1024;
    private static final int HEADER_BYTES = 4 * 1024;
    /** What the API allows. */
    private static final double SLOWEST = 0.25;

    private static final double FASTEST = 4;
    // An idle connection this old is looked at before it is used again: the service may have closed it.
    private static final TimeValue LOOK_AFTER = TimeValue.ofMilliseconds(500);

    private final SpeechSettings settings;
    private final ScheduledExecutorService timer;
    private final URI target;
    private final CloseableHttpClient client;

    HttpSpeechEngine(SpeechSettings settings, ScheduledExecutorService timer) {
        this.settings = settings;
        this.timer = timer;
        var url = settings.http().url().toString();
        target = URI.create((url.endsWith("/") ? url : url + "/") + "v1/audio/speech");
        client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(settings.atOnce())
                        .setMaxConnTotal(settings.atOnce())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(settings.http().connectTimeout()))
                                // The whole answer has one deadline, kept by the timer.
                                .setSocketTimeout(Timeout.DISABLED)
                                .setValidateAfterInactivity(LOOK_AFTER)
                                .build())
                        .build())
                .setUserAgent("Ringflow")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    @Override
    public String fingerprint() {
        var http = settings.http();
        return "http " + http.url() + " " + http.model() + " " + http.voice();
    }

    @Override
    public Optional<String> missing() {
        return Optional.empty();
    }

    @Override
    public SpeechPcm speak(Utterance utterance) {
        var request = request(utterance);
        var late = new AtomicBoolean();
        var deadline = timer.schedule(
                () -> {
                    late.set(true);
                    request.cancel();
                },
                settings.timeout().toMillis(),
                TimeUnit.MILLISECONDS);
        @Nullable ClassicHttpResponse response = null;
        try {
            response = client.executeOpen(null, request, null);
            return louder(read(response), Utterance.factor(utterance.volume()));
        } catch (IOException | RuntimeException e) {
            // Closing an answer that was not read to its end would read on.
            request.cancel();
            if (late.get()) throw new SpeechFailure(Kind.TIMEOUT, "no whole answer within " + settings.timeout(), e);
            throw e instanceof SpeechFailure failure ? failure : judged(e);
        } finally {
            deadline.cancel(false);
            close(response);
        }
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }

    private HttpPost request(Utterance utterance) {
        var http = settings.http();
        var request = new HttpPost(target);
        if (!http.apiKey().isEmpty()) request.setHeader("Authorization", "Bearer " + http.apiKey());
        var body = new LinkedHashMap<String, Object>();
        body.put("model", http.model());
        body.put("input", utterance.text());
        body.put("voice", utterance.voice().isEmpty() ? http.voice() : utterance.voice());
        body.put("response_format", http.format());
        body.put("speed", Math.clamp(Utterance.factor(utterance.speed()), SLOWEST, FASTEST));
        try {
            request.setEntity(new ByteArrayEntity(JSON.writeValueAsBytes(body), ContentType.APPLICATION_JSON));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers are always JSON", e);
        }
        return request;
    }

    private SpeechPcm read(ClassicHttpResponse response) throws IOException {
        int status = response.getCode();
        if (status != 200) throw SpeechAnswer.refusal(status, body(response, MOST_ERROR_BYTES));
        int rate = Math.max(settings.http().sampleRate(), 48_000);
        int most = HEADER_BYTES + 2 * settings.mostSamples(rate);
        var body = body(response, most + 1);
        if (body.length > most) {
            throw new SpeechFailure(Kind.TOO_LONG, "more sound than " + settings.longest());
        }
        var type = response.getFirstHeader("Content-Type");
        return SpeechAnswer.sound(body, type == null ? "" : type.getValue(), settings);
    }

    private static byte[] body(ClassicHttpResponse response, int most) throws IOException {
        var entity = response.getEntity();
        if (entity == null) return new byte[0];
        return entity.getContent().readNBytes(most);
    }

    private static SpeechPcm louder(SpeechPcm sound, double factor) {
        if (factor == 1) return sound;
        var samples = new short[sound.samples().length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.clamp(Math.round(sound.samples()[i] * factor), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return new SpeechPcm(samples, sound.sampleRate());
    }

    private static SpeechFailure judged(Exception e) {
        return switch (e) {
            case ConnectException _,
                    NoRouteToHostException _,
                    UnknownHostException _,
                    ConnectTimeoutException _,
                    SSLException _ ->
                new SpeechFailure(Kind.CONNECT, "the speech service can not be reached: " + e.getMessage(), e);
            case InterruptedIOException _ ->
                new SpeechFailure(Kind.TIMEOUT, "the speech service was too slow: " + e.getMessage(), e);
            default ->
                new SpeechFailure(Kind.BAD_SOUND, "the answer of the speech service was cut off: " + e.getMessage(), e);
        };
    }

    private static void close(@Nullable AutoCloseable response) {
        if (response == null) return;
        try {
            response.close();
        } catch (Exception _) {
            // It was read, or given up: there is nothing to lose.
        }
    }
}

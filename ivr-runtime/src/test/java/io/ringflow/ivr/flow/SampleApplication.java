package io.ringflow.ivr.flow;

import io.ringflow.ivr.application.Application;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Builds applications for tests, one deviation at a time. */
record SampleApplication(
        URI url,
        Optional<URI> fallback,
        Optional<URI> error,
        Optional<String> secret,
        Set<String> hosts,
        Optional<Path> survival) {

    static final String ID = "0123456789abcdef0123456789abcdef";
    static final Duration CONNECT = Duration.ofSeconds(3);
    static final Duration ANSWER = Duration.ofSeconds(5);

    static SampleApplication at(URI url) {
        return new SampleApplication(
                url, Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), Optional.empty());
    }

    SampleApplication withFallback(URI uri) {
        return new SampleApplication(url, Optional.of(uri), error, secret, hosts, survival);
    }

    SampleApplication withError(URI uri) {
        return new SampleApplication(url, fallback, Optional.of(uri), secret, hosts, survival);
    }

    SampleApplication withSecret(String key) {
        return new SampleApplication(url, fallback, error, Optional.of(key), hosts, survival);
    }

    SampleApplication withSurvival(Path file) {
        return new SampleApplication(url, fallback, error, secret, hosts, Optional.of(file));
    }

    SampleApplication allowing(String... names) {
        return new SampleApplication(url, fallback, error, secret, Set.of(names), survival);
    }

    Application application() {
        return new Application(
                ID, "sample", url, fallback, error, secret, hosts, survival, CONNECT, ANSWER, true, true);
    }
}

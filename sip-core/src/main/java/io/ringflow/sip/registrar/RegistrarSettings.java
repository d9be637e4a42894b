package io.ringflow.sip.registrar;

import io.ringflow.sip.digest.DigestAlgorithm;
import java.time.Duration;
import java.util.Set;

/**
 * What the registrar goes by, already valid.
 *
 * @param realm in challenges; passwords are kept as hashes that hold it
 * @param algorithms that challenges offer
 * @param shortest below it: 423 with Min-Expires
 * @param usual for who asks for no time
 * @param longest more is cut to it
 * @param contacts of one account at once; the one refreshed longest ago makes room
 * @param failures wrong passwords of one account from one address in a minute; then 403 for the rest of it
 */
public record RegistrarSettings(
        String realm,
        Set<DigestAlgorithm> algorithms,
        Duration shortest,
        Duration usual,
        Duration longest,
        int contacts,
        int failures) {

    public RegistrarSettings {
        algorithms = Set.copyOf(algorithms);
    }

    public static RegistrarSettings defaults() {
        return new RegistrarSettings(
                "ringflow",
                Set.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5),
                Duration.ofSeconds(60),
                Duration.ofHours(1),
                Duration.ofHours(2),
                10,
                5);
    }
}

package io.ringflow.sip.registrar;

import io.ringflow.sip.digest.DigestAlgorithm;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the registrar goes by, already valid.
 *
 * @param realm in challenges; passwords are kept as hashes that hold it
 * @param algorithms that challenges offer
 * @param md5Only beginnings of the User-Agent of telephones that give up when they are offered anything but MD5, against RFC
 *     8760 §2.4: they are offered that alone, if it is offered at all
 * @param shortest below it: 423 with Min-Expires
 * @param usual for who asks for no time
 * @param longest more is cut to it
 * @param contacts of one account at once; the one refreshed longest ago makes room
 * @param failures wrong passwords of one account from one address in a minute; then 403 for the rest of it
 */
public record RegistrarSettings(
        String realm,
        Set<DigestAlgorithm> algorithms,
        List<String> md5Only,
        Duration shortest,
        Duration usual,
        Duration longest,
        int contacts,
        int failures) {

    /** RFC 8760 came with 3.12. */
    private static final List<String> OLD_BARESIP = Stream.concat(
                    Stream.of("baresip v0.", "baresip v1.", "baresip v2."),
                    IntStream.rangeClosed(0, 11).mapToObj(minor -> "baresip v3." + minor + "."))
            .toList();

    public RegistrarSettings {
        algorithms = Set.copyOf(algorithms);
        md5Only = List.copyOf(md5Only);
    }

    /** What a telephone that calls itself so is offered. */
    Set<DigestAlgorithm> algorithmsFor(String userAgent) {
        boolean plain = algorithms.contains(DigestAlgorithm.MD5)
                && md5Only.stream().anyMatch(start -> userAgent.regionMatches(true, 0, start, 0, start.length()));
        return plain ? Set.of(DigestAlgorithm.MD5) : algorithms;
    }

    public static RegistrarSettings defaults() {
        return new RegistrarSettings(
                "ringflow",
                Set.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5),
                OLD_BARESIP,
                Duration.ofSeconds(60),
                Duration.ofHours(1),
                Duration.ofHours(2),
                10,
                5);
    }
}

package io.ringflow.ivr.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringflow.ivr.trunk.Trunk;
import io.ringflow.media.MediaConfig.SymmetricRtp;
import io.ringflow.media.MediaProfile;
import io.ringflow.media.MediaProfile.DtmfPolicy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrunksSectionTest {

    private static ServerConfig read(Map<String, Object> media, List<Map<String, Object>> trunks) {
        return ConfigReader.read(null, Map.of("media", media, "trunks", trunks));
    }

    @Test
    void aTrunkSaysWhatIsParticularAndTheMediaSectionTheRest() {
        ServerConfig config = read(
                Map.of("codecs", List.of("PCMU"), "symmetric-rtp", "on"),
                List.of(
                        Map.of("name", "a", "networks", List.of("198.51.100.0/24")),
                        Map.of(
                                "name",
                                "b",
                                "networks",
                                List.of("203.0.113.5", "2001:db8::/32"),
                                "trusted",
                                false,
                                "codecs",
                                List.of("PCMA"),
                                "symmetric-rtp",
                                "off",
                                "dtmf",
                                "inband",
                                "shared-ports",
                                true)));

        assertThat(config.trunks())
                .containsExactly(
                        new Trunk(
                                List.of("198.51.100.0/24"),
                                true,
                                new MediaProfile("a", List.of("PCMU"), SymmetricRtp.ON, DtmfPolicy.AUTO, false)),
                        new Trunk(
                                List.of("203.0.113.5", "2001:db8::/32"),
                                false,
                                new MediaProfile("b", List.of("PCMA"), SymmetricRtp.OFF, DtmfPolicy.INBAND, true)));
    }

    @Test
    void portsAreSharedWhereTheTrunkOrElseTheMediaSectionSaysSoButNeverBehindNat() {
        ServerConfig config = read(
                Map.of("shared-ports", true),
                List.of(
                        Map.of("name", "a", "networks", List.of("198.51.100.0/24")),
                        Map.of("name", "b", "networks", List.of("203.0.113.5"), "shared-ports", false)));

        assertThat(config.media().sharedPorts()).isTrue();
        assertThat(config.trunks())
                .extracting(trunk -> trunk.media().sharesPorts())
                .containsExactly(true, false);
        assertThat(catchThrowableOfType(
                                ConfigProblems.class,
                                () -> read(
                                        Map.of("shared-ports", true, "symmetric-rtp", "on"),
                                        List.of(Map.of("name", "a", "networks", List.of("192.0.2.0/24")))))
                        .problems())
                .anyMatch(problem -> problem.message().contains("can't be with symmetric-rtp = on"));
    }

    @Test
    void networksOfTrustedTrunksAreTrusted() {
        ServerConfig config = read(
                Map.of(),
                List.of(
                        Map.of("name", "a", "networks", List.of("198.51.100.0/24")),
                        Map.of("name", "b", "networks", List.of("203.0.113.5"), "trusted", false)));

        assertThat(config.sip().trustedNetworks()).containsExactly("127.0.0.0/8", "198.51.100.0/24");
    }

    @Test
    void allProblemsAreToldAtOnce() {
        var problems = catchThrowableOfType(
                        ConfigProblems.class,
                        () -> read(
                                Map.of(),
                                List.of(
                                        Map.of("name", "none", "networks", List.of("198.51.100.0/33")),
                                        Map.of("name", "a", "networks", List.of("192.0.2.0/24"), "dtmf", "morse"),
                                        Map.of("name", "A", "networks", List.of("192.0.2.0/24")),
                                        Map.of("name", "c", "networks", List.of(), "codecs", List.of("PCMX")))))
                .problems();

        assertThat(problems.stream().map(ConfigProblem::message))
                .anyMatch(p -> p.contains("trunk-defaults.name\" must be 1 to 32"))
                .anyMatch(p -> p.contains("holds \"198.51.100.0/33\""))
                .anyMatch(p -> p.contains("must be one of auto, rfc4733, info, inband, off, not \"morse\""))
                .anyMatch(p -> p.contains("is that of another trunk already"))
                .anyMatch(p -> p.contains("192.0.2.0/24, which belongs to trunk a"))
                .anyMatch(p -> p.contains("networks\" is empty"))
                .anyMatch(p -> p.contains("unknown codec \"PCMX\""))
                .hasSize(7);
    }
}

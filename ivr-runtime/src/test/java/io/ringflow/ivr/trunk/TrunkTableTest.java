package io.ringflow.ivr.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.MediaConfig;
import io.ringflow.media.MediaConfig.SymmetricRtp;
import io.ringflow.media.MediaProfile;
import io.ringflow.media.MediaProfile.DtmfPolicy;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrunkTableTest {

    private final TrunkTable table = new TrunkTable(
            List.of(
                    trunk("wide", "198.51.0.0/16", "2001:db8::/32"),
                    trunk("small", "198.51.100.0/24"),
                    trunk("one", "198.51.100.7")),
            MediaProfile.of(MediaConfig.defaults()));

    private static Trunk trunk(String name, String... networks) {
        var media = new MediaProfile(name, List.of("PCMA"), SymmetricRtp.AUTO, DtmfPolicy.INBAND, false);
        return new Trunk(List.of(networks), true, media);
    }

    private String of(String source) {
        return table.forSource(InetAddress.ofLiteral(source)).trunk();
    }

    @Test
    void theSmallestNetworkCounts() {
        assertThat(of("198.51.1.1")).isEqualTo("wide");
        assertThat(of("198.51.100.1")).isEqualTo("small");
        assertThat(of("198.51.100.7")).isEqualTo("one");
        assertThat(of("2001:db8::5")).isEqualTo("wide");
    }

    @Test
    void whoComesFromElsewhereIsTreatedAsTheMediaSectionSays() {
        assertThat(of("192.0.2.1")).isEqualTo(MediaProfile.NO_TRUNK);
        assertThat(table.forSource(InetAddress.ofLiteral("192.0.2.1")).codecs())
                .isEqualTo(MediaConfig.defaults().codecs());
    }
}

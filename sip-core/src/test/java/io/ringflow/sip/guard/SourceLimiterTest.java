package io.ringflow.sip.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.guard.SourceLimiter.Verdict;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceLimiterTest {
    private final SourceLimiter limiter = new SourceLimiter(TrustedNetworks.of(List.of("192.0.2.0/24")), 8, 100);

    @Test
    void aSourceOverItsRateIsToldAndThenIgnored() throws UnknownHostException {
        InetAddress stranger = InetAddress.getByName("198.51.100.1");
        assertThat(times(8, stranger)).isEqualTo(Verdict.ADMIT);
        assertThat(times(2, stranger)).isEqualTo(Verdict.REFUSE);
        assertThat(times(5, stranger)).isEqualTo(Verdict.SILENT);
    }

    @Test
    void aTrunkHasItsOwnRate() throws UnknownHostException {
        assertThat(times(100, InetAddress.getByName("192.0.2.77"))).isEqualTo(Verdict.ADMIT);
    }

    @Test
    void oneSourceDoesNotSpendTheRateOfAnother() throws UnknownHostException {
        times(50, InetAddress.getByName("198.51.100.1"));
        assertThat(times(1, InetAddress.getByName("198.51.100.2"))).isEqualTo(Verdict.ADMIT);
    }

    @Test
    void theRateComesBackWithTime() throws UnknownHostException {
        InetAddress stranger = InetAddress.getByName("198.51.100.1");
        times(8, stranger);
        for (int i = 0; i < SourceLimiter.TICKS_PER_SECOND; i++) {
            limiter.turn();
        }
        assertThat(times(8, stranger)).isEqualTo(Verdict.ADMIT);
    }

    @Test
    void sourcesNotHeardForAMinuteAreForgotten() throws UnknownHostException {
        times(1, InetAddress.getByName("198.51.100.1"));
        for (int i = 0; i < 120 * SourceLimiter.TICKS_PER_SECOND; i++) {
            limiter.turn();
        }
        assertThat(limiter.sources()).isZero();
    }

    private Verdict times(int count, InetAddress source) {
        Verdict last = Verdict.ADMIT;
        for (int i = 0; i < count; i++) {
            last = limiter.judge(source);
        }
        return last;
    }
}

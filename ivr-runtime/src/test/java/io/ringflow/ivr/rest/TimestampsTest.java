package io.ringflow.ivr.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimestampsTest {

    private final Timestamps berlin = new Timestamps(ZoneId.of("Europe/Berlin"), Duration.ofMinutes(10));

    @ParameterizedTest
    @CsvSource({
        // An hour that comes twice may be either.
        "20261025023000, 2026-10-25T00:30:00Z, true",
        "20261025023000, 2026-10-25T01:30:00Z, true",
        "20261025023000, 2026-10-25T01:00:00Z, false",
        // One that is left out is an hour later.
        "20260329023000, 2026-03-29T01:30:00Z, true",
        "20260329023000, 2026-03-29T00:30:00Z, false"
    })
    void clocksThatAreSetBackOrForwardHarmNobody(String text, Instant now, boolean good) {
        assertThat(berlin.good(Timestamps.parsed(text).orElseThrow(), now, false))
                .isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource({
        "20260301120500, 2026-03-01T11:05:00Z, true",
        "20260301120500, 2026-02-28T23:05:00Z, true",
        "20260301110500, 2026-03-01T22:05:00Z, true",
        "20260301110500, 2026-03-01T10:05:00Z, true",
        "20260301130500, 2026-03-02T00:05:00Z, false",
        "20260301000500, 2026-03-01T11:05:00Z, false"
    })
    void anHourFromOneToTwelveMayBeOneOfTheAfternoon(String text, Instant now, boolean good) {
        assertThat(berlin.good(Timestamps.parsed(text).orElseThrow(), now, true))
                .isEqualTo(good);
    }
}

package io.ringflow.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeparturesTest {
    private final Departures departures = new Departures();

    @Test
    void aStreamRestsForASecond() {
        departures.add(5, 1_000);
        assertThat(departures.rests(5, 1_000 + Departures.REST_NANOS - 1)).isTrue();
        assertThat(departures.rests(5, 1_000 + Departures.REST_NANOS)).isFalse();
        assertThat(departures.rests(6, 1_000)).isFalse();
    }

    @Test
    void whatNobodyLeftRestsNot() {
        assertThat(departures.rests(0, -1)).isFalse();
    }

    @Test
    void manyMayLeaveAtOnce() {
        for (int stream = 1; stream <= 500; stream++) {
            departures.add(stream, 0);
        }
        assertThat(departures.rests(1, 1)).isTrue();
        assertThat(departures.rests(500, 1)).isTrue();
    }
}

package io.ringflow.ivr.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456789Z");

    private static Cursor cursor(int number) {
        // Three of each moment, so that the id decides.
        return new Cursor(NOON.plusSeconds(number / 3), "id " + number);
    }

    private static List<Integer> walk(List<Integer> all, Comparator<Cursor> order, int limit) {
        var seen = new ArrayList<Integer>();
        Optional<String> next = Optional.empty();
        do {
            var page = Page.of(all, PageTest::cursor, order, next, limit);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            seen.addAll(page.items());
            next = page.next();
        } while (next.isPresent());
        return seen;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 9})
    void pagesTogetherAreTheWholeListInOrder(int limit) {
        var all = List.of(3, 1, 7, 0, 2, 6, 5, 4);
        assertThat(walk(all, Comparator.naturalOrder(), limit)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(walk(all, Comparator.reverseOrder(), limit)).containsExactly(7, 6, 5, 4, 3, 2, 1, 0);
    }

    @Test
    void theLastPageSaysThatItIsTheLast() {
        assertThat(Page.of(List.of(1, 2), PageTest::cursor, Comparator.naturalOrder(), Optional.empty(), 2)
                        .next())
                .isEmpty();
        assertThat(Page.of(List.<Integer>of(), PageTest::cursor, Comparator.naturalOrder(), Optional.empty(), 2)
                        .items())
                .isEmpty();
    }

    @Test
    void aCursorComesBackAsItWas() {
        var odd = new Cursor(NOON, "a b/c?ä");
        assertThat(Cursor.of(odd.text())).isEqualTo(odd);
        assertThat(odd.text()).matches("[A-Za-z0-9_-]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!", "MSAy", "YSBiIGM", "OTk5OTk5OTk5OTk5OTk5OTk5IDAgeA"})
    void whatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> Cursor.of(text)).isInstanceOf(ApiRefused.class);
    }
}

package io.ringflow.ivr.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Flow protocol 8.6 BillRecords: which calls are meant. */
class BillTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    /** A Wednesday. */
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 4);

    private static final Account ACCOUNT = new Account("sid", "shop", "t", "", Set.of("one", "two"), false, false);

    private static Bill bill(Map<String, String> said) {
        return Bill.of(ACCOUNT, said, TODAY, ZONE);
    }

    @ParameterizedTest
    @CsvSource({
        "day, 2026-03-03, 2026-03-04",
        "'', 2026-03-03, 2026-03-04",
        "today, 2026-03-04, 2026-03-05",
        "week, 2026-02-23, 2026-03-02",
        "month, 2026-02-01, 2026-03-01",
        "20260228, 2026-02-28, 2026-03-01",
        "2026-02-28, 2026-02-28, 2026-03-01"
    })
    void aDateIsWholeDaysOfTheZone(String date, LocalDate first, LocalDate after) {
        var bill = bill(Map.of("date", date));
        assertThat(bill.from()).isEqualTo(first.atStartOfDay(ZONE).toInstant());
        assertThat(bill.before()).isEqualTo(after.atStartOfDay(ZONE).toInstant());
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "20260230", "2026"})
    void anotherDateIsRefused(String date) {
        assertThatThrownBy(() -> bill(Map.of("date", date))).hasMessageContaining("<date> must be day, week, month");
    }

    @Test
    void itComesBackOutOfItsUrlAndSeesWhatTheAccountMaySee() {
        var all = bill(Map.of("keywords", "138"));
        assertThat(Bill.read(all.token())).contains(all);
        assertThat(all.isOf(ACCOUNT)).isTrue();
        assertThat(all.query(ACCOUNT).applicationIds()).contains(Set.of("one", "two"));
        assertThat(all.query(ACCOUNT).number()).contains("138");
        var one = bill(Map.of("appid", "one"));
        assertThat(one.query(ACCOUNT).applicationIds()).contains(Set.of("one"));
        assertThatThrownBy(() -> bill(Map.of("appid", "three"))).isInstanceOf(RestRefused.class);
        var less = new Account("sid", "shop", "t", "", Set.of("two"), false, false);
        assertThat(one.query(less).applicationIds()).contains(Set.of());
        assertThat(Bill.read("nonsense")).isEmpty();
    }
}

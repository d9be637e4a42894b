package io.ringflow.ivr.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flow protocol 8.4 CreateQueue: worktime, offworkdate, offworkweekday. */
class WorkTimeTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** 2026-01-05 is a Monday. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, -, 2026-01-05T03:00, true",
                "09:00-18:00, -, -, 2026-01-05T08:59, false",
                "09:00-18:00, -, -, 2026-01-05T09:00, true",
                "09:00-18:00, -, -, 2026-01-05T17:59, true",
                "09:00-18:00, -, -, 2026-01-05T18:00, false",
                "9:00-12:00;13:30-18:00, -, -, 2026-01-05T12:30, false",
                "9:00-12:00;13:30-18:00, -, -, 2026-01-05T13:30, true",
                "00:00-24:00, -, -, 2026-01-05T23:59, true",
                "00:00-24:00, -, -, 2026-01-05T00:00, true",
                // Over midnight: a shift is of the day that it begins on.
                "22:00-06:00, -, -, 2026-01-05T23:00, true",
                "22:00-06:00, -, -, 2026-01-06T05:59, true",
                "22:00-06:00, -, -, 2026-01-06T06:00, false",
                "22:00-06:00, -, -, 2026-01-06T12:00, false",
                "22:00-06:00, -, Sat#Sun, 2026-01-10T05:00, true",
                "22:00-06:00, -, Sat#Sun, 2026-01-10T23:00, false",
                "22:00-06:00, -, Sat#Sun, 2026-01-12T05:00, false",
                "22:00-06:00, -, Sat#Sun, 2026-01-12T22:00, true",
                "22:00-06:00, 2026-01-06:2026-01-06, -, 2026-01-06T05:00, true",
                "22:00-06:00, 2026-01-06:2026-01-06, -, 2026-01-06T23:00, false",
                "22:00-06:00, 2026-01-06:2026-01-06, -, 2026-01-07T05:00, false",
                // Days off.
                "-, -, Sat#Sun, 2026-01-09T12:00, true",
                "-, -, Sat#Sun, 2026-01-10T12:00, false",
                "-, -, saturday, 2026-01-11T12:00, true",
                "-, 2026-02-16:2026-02-22, -, 2026-02-15T23:59, true",
                "-, 2026-02-16:2026-02-22, -, 2026-02-16T00:00, false",
                "-, 2026-02-16:2026-02-22, -, 2026-02-22T23:59, false",
                "-, 2026-02-16:2026-02-22, -, 2026-02-23T00:00, true",
                "-, 2026-05-01;2026-10-01:2026-10-07, -, 2026-05-01T12:00, false",
                "-, 2026-05-01;2026-10-01:2026-10-07, -, 2026-10-03T12:00, false",
            })
    void itWorksAndDoesNot(String shifts, String dates, String days, LocalDateTime local, boolean open) {
        var work = WorkTime.of(orEmpty(shifts), orEmpty(dates), orEmpty(days));
        assertThat(work.open(local.atZone(SHANGHAI).toInstant(), SHANGHAI)).isEqualTo(open);
        var again = WorkTime.of(work.shiftsText(), work.datesText(), work.weekdaysText());
        assertThat(again).isEqualTo(work);
    }

    /** Berlin 2026: clocks go from 2 to 3 on 29 March, and from 3 to 2 on 25 October. */
    @ParameterizedTest
    @CsvSource({
        "01:00-02:30, 2026-03-29T00:30:00Z, true",
        "01:00-02:30, 2026-03-29T01:00:00Z, false",
        "02:00-02:30, 2026-03-29T00:59:59Z, false",
        "02:00-02:30, 2026-03-29T01:00:00Z, false",
        "22:00-06:00, 2026-03-29T03:59:00Z, true",
        "22:00-06:00, 2026-03-29T04:00:00Z, false",
        "02:00-02:30, 2026-10-25T00:15:00Z, true",
        "02:00-02:30, 2026-10-25T00:45:00Z, false",
        "02:00-02:30, 2026-10-25T01:15:00Z, true",
        "02:00-02:30, 2026-10-25T01:45:00Z, false",
        "22:00-06:00, 2026-10-25T04:59:00Z, true",
        "22:00-06:00, 2026-10-25T05:00:00Z, false",
    })
    void theClockOnTheWallCountsWhereItIsChanged(String shifts, Instant now, boolean open) {
        assertThat(WorkTime.of(shifts, "", "").open(now, BERLIN)).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "worktime | 9-18 | \"9-18\" is not hh:mi-hh:mi",
                "worktime | 09:00-18:00;x | \"x\" is not hh:mi-hh:mi",
                "worktime | 09:60-18:00 | names a time that no day has",
                "worktime | 09:00-24:01 | names a time that no day has",
                "worktime | 24:00-08:00 | begins at 24:00",
                "worktime | 09:00-09:00 | ends when it begins",
                "worktime | ;; | nothing stands in it",
                "offworkdate | 2026-1-1 | is not yyyy-mm-dd:yyyy-mm-dd",
                "offworkdate | 2026-02-30 | of days there are",
                "offworkdate | 2026-02-02:2026-02-01 | ends before it begins",
                "offworkdate | 2026-02-02:2026-02-03:2026-02-04 | is not yyyy-mm-dd:yyyy-mm-dd",
                "offworkweekday | Sat,Sun | is not one of Mon, Tue",
                "offworkweekday | Caturday | \"Caturday\" is not one of Mon, Tue",
            })
    void whatIsWrongIsNamed(String attribute, String text, String reason) {
        assertThatThrownBy(() -> {
                    switch (attribute) {
                        case "worktime" -> WorkTime.shifts(text);
                        case "offworkdate" -> WorkTime.dates(text);
                        default -> WorkTime.weekdays(text);
                    }
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void moreThanAQueueCanNeedIsRefused() {
        assertThatThrownBy(() -> WorkTime.shifts("1:00-2:00;".repeat(65))).hasMessageContaining("more than 64");
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}

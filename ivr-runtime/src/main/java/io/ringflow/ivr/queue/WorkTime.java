package io.ringflow.ivr.queue;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When a queue works: {@code worktime}, {@code offworkdate} and {@code offworkweekday} (flow-protocol 8.4), by the clock on
 * the wall. Immutable.
 *
 * <p>A shift over midnight belongs to the day it begins on: where Saturday is off, {@code 22:00-06:00} of Friday goes on
 * until Saturday at 6. An hour that a change of clocks skips is no hour; one that comes twice is the same both times.
 *
 * @param shifts of each day; empty: all day
 */
public record WorkTime(List<Shift> shifts, List<Dates> offDates, Set<DayOfWeek> offDays) {

    public static final WorkTime ALWAYS = new WorkTime(List.of(), List.of(), Set.of());

    private static final int DAY = 24 * 60;
    private static final int MOST = 64;
    private static final Pattern SHIFT = Pattern.compile("([0-9]{1,2}):([0-9]{2})-([0-9]{1,2}):([0-9]{2})");

    /**
     * @param from minute of the day, included
     * @param to minute of the day, excluded; not after {@code from}: of the next day
     */
    public record Shift(int from, int to) {
        boolean overMidnight() {
            return to <= from;
        }

        @Override
        public String toString() {
            return "%02d:%02d-%02d:%02d".formatted(from / 60, from % 60, to / 60, to % 60);
        }
    }

    /** Both included. */
    public record Dates(LocalDate first, LocalDate last) {
        boolean has(LocalDate day) {
            return !day.isBefore(first) && !day.isAfter(last);
        }

        @Override
        public String toString() {
            return first + ":" + last;
        }
    }

    public WorkTime {
        shifts = List.copyOf(shifts);
        offDates = List.copyOf(offDates);
        offDays = Set.copyOf(offDays);
    }

    /** Whether it works at this moment. */
    public boolean open(Instant now, ZoneId zone) {
        LocalDateTime local = LocalDateTime.ofInstant(now, zone);
        LocalDate today = local.toLocalDate();
        if (shifts.isEmpty()) return workday(today);
        int minute = local.getHour() * 60 + local.getMinute();
        return shifts.stream().anyMatch(shift -> during(shift, minute, today));
    }

    private boolean during(Shift shift, int minute, LocalDate today) {
        if (!shift.overMidnight()) return minute >= shift.from() && minute < shift.to() && workday(today);
        return minute >= shift.from() && workday(today) || minute < shift.to() && workday(today.minusDays(1));
    }

    private boolean workday(LocalDate day) {
        return !offDays.contains(day.getDayOfWeek()) && offDates.stream().noneMatch(dates -> dates.has(day));
    }

    /**
     * {@code hh:mi-hh:mi[;..]}; the end may be 24:00, or before the beginning: then it is of the next day.
     *
     * @throws IllegalArgumentException it is none; the message says which part
     */
    public static List<Shift> shifts(String text) {
        return each(text, ";", WorkTime::shift);
    }

    private static Shift shift(String text) {
        var match = SHIFT.matcher(text);
        if (!match.matches()) throw new IllegalArgumentException("\"" + text + "\" is not hh:mi-hh:mi");
        int from = minute(match.group(1), match.group(2), text);
        int to = minute(match.group(3), match.group(4), text);
        if (from == DAY) throw new IllegalArgumentException("\"" + text + "\" begins at 24:00; that is 00:00");
        if (from == to) {
            throw new IllegalArgumentException("\"" + text + "\" ends when it begins; a whole day is 00:00-24:00");
        }
        return new Shift(from, to);
    }

    private static int minute(String hours, String minutes, String text) {
        int hour = Integer.parseInt(hours);
        int minute = Integer.parseInt(minutes);
        if (minute > 59 || hour * 60 + minute > DAY) {
            throw new IllegalArgumentException("\"" + text + "\" names a time that no day has");
        }
        return hour * 60 + minute;
    }

    /**
     * {@code yyyy-mm-dd:yyyy-mm-dd}, several with ; between them; a single date is one day.
     *
     * @throws IllegalArgumentException it is none; the message says which part
     */
    public static List<Dates> dates(String text) {
        return each(text, ";", WorkTime::range);
    }

    private static Dates range(String text) {
        String[] ends = text.split(":", -1);
        if (ends.length > 2) throw new IllegalArgumentException("\"" + text + "\" is not yyyy-mm-dd:yyyy-mm-dd");
        LocalDate first = date(ends[0], text);
        LocalDate last = ends.length == 1 ? first : date(ends[1], text);
        if (last.isBefore(first)) throw new IllegalArgumentException("\"" + text + "\" ends before it begins");
        return new Dates(first, last);
    }

    private static LocalDate date(String day, String text) {
        try {
            return LocalDate.parse(day.strip());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not yyyy-mm-dd:yyyy-mm-dd, of days there are", e);
        }
    }

    /**
     * {@code Sat#Sun}: three letters or the whole name, in any case.
     *
     * @throws IllegalArgumentException it is none; the message says which part
     */
    public static Set<DayOfWeek> weekdays(String text) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        days.addAll(each(text, "#", WorkTime::weekday));
        return days;
    }

    private static DayOfWeek weekday(String text) {
        String name = text.toUpperCase(Locale.ROOT);
        return Stream.of(DayOfWeek.values())
                .filter(day -> name.equals(day.name()) || name.equals(day.name().substring(0, 3)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + text + "\" is not one of Mon, Tue, Wed, Thu, Fri, Sat, Sun"));
    }

    private static <T> List<T> each(String text, String separator, Function<String, T> parser) {
        var parts = Stream.of(text.split(separator, -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
        if (parts.isEmpty()) throw new IllegalArgumentException("nothing stands in it");
        if (parts.size() > MOST) throw new IllegalArgumentException("more than " + MOST + " stand in it");
        return parts.stream().map(parser).toList();
    }

    /** {@code worktime} as it is written; empty: all day. */
    public String shiftsText() {
        return shifts.stream().map(Shift::toString).collect(Collectors.joining(";"));
    }

    /** {@code offworkdate} as it is written. */
    public String datesText() {
        return offDates.stream().map(Dates::toString).collect(Collectors.joining(";"));
    }

    /** {@code offworkweekday} as it is written. */
    public String weekdaysText() {
        return offDays.stream()
                .sorted()
                .map(day -> day.name().charAt(0) + day.name().substring(1, 3).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("#"));
    }

    /** What the three texts say, each of which may be empty. */
    public static WorkTime of(String shifts, String dates, String weekdays) {
        return new WorkTime(
                shifts.isEmpty() ? List.of() : shifts(shifts),
                dates.isEmpty() ? List.of() : dates(dates),
                weekdays.isEmpty() ? Set.of() : weekdays(weekdays));
    }
}

package io.ringflow.ivr.rest;

import io.ringflow.ivr.cdr.CallRecordQuery;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a {@code BillRecords} request asks for. Immutable.
 *
 * @param sid of the account
 * @param subAccount whether it is one below another
 * @param appId of one application; empty: of all of the account
 * @param from of the ends of the calls
 * @param before of the ends of the calls
 * @param number that called or was called; empty: any
 */
record Bill(String sid, boolean subAccount, String appId, Instant from, Instant before, String number) {

    private static final int LONGEST_NUMBER = 64;

    /** @throws RestRefused BAD_REQUEST, NOT_ALLOWED */
    static Bill of(Account account, Map<String, String> said, LocalDate today, ZoneId zone) {
        String appId = said.getOrDefault("appid", "").strip();
        if (!appId.isEmpty() && !account.mayActOn(appId)) throw new RestRefused(RestError.NOT_ALLOWED);
        String number = said.getOrDefault("keywords", "").strip();
        if (number.length() > LONGEST_NUMBER) throw OperationReader.bad("<keywords> must be a number.");
        var days = days(said.getOrDefault("date", "").strip(), today);
        return new Bill(
                account.sid(),
                account.subAccount(),
                appId,
                days.first().atStartOfDay(zone).toInstant(),
                days.after().atStartOfDay(zone).toInstant(),
                number);
    }

    private record Days(LocalDate first, LocalDate after) {}

    /** As the cloud has them: {@code day} is yesterday, {@code week} and {@code month} the last whole ones. */
    private static Days days(String date, LocalDate today) {
        return switch (date.toLowerCase(java.util.Locale.ROOT)) {
            case "", "day" -> new Days(today.minusDays(1), today);
            case "today" -> new Days(today, today.plusDays(1));
            case "week" -> {
                var monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                yield new Days(monday.minusWeeks(1), monday);
            }
            case "month" -> new Days(today.withDayOfMonth(1).minusMonths(1), today.withDayOfMonth(1));
            default -> {
                var day = parsed(date);
                yield new Days(day, day.plusDays(1));
            }
        };
    }

    private static LocalDate parsed(String date) {
        try {
            return LocalDate.parse(date.replace("-", ""), DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeException _) {
            throw OperationReader.bad("<date> must be day, week, month, today or a day like 20260301.");
        }
    }

    /** It, in a URL. */
    String token() {
        String text = String.join(
                "\n",
                sid,
                Boolean.toString(subAccount),
                appId,
                Long.toString(from.getEpochSecond()),
                Long.toString(before.getEpochSecond()),
                number);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same from a URL that we signed; empty: of another version of this server. */
    static Optional<Bill> read(String token) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split("\n", -1);
            if (parts.length != 6) return Optional.empty();
            return Optional.of(new Bill(
                    parts[0],
                    Boolean.parseBoolean(parts[1]),
                    parts[2],
                    Instant.ofEpochSecond(Long.parseLong(parts[3])),
                    Instant.ofEpochSecond(Long.parseLong(parts[4])),
                    parts[5]));
        } catch (IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }

    boolean isOf(Account account) {
        return account.sid().equals(sid) && account.subAccount() == subAccount;
    }

    /** What the account may see of it now. */
    CallRecordQuery query(Account account) {
        Optional<Set<String>> applications;
        if (!appId.isEmpty()) applications = Optional.of(account.mayActOn(appId) ? Set.of(appId) : Set.of());
        else if (account.applications().contains(Account.EVERY)) applications = Optional.empty();
        else applications = Optional.of(account.applications());
        return new CallRecordQuery(
                applications,
                Optional.of(from),
                Optional.of(before),
                Optional.of(number).filter(some -> !some.isEmpty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true);
    }
}

package io.ringflow.ivr.speech.reading;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Collectors;

/** Values as they are said in English: the American way, or the British with its "and". Stateless. */
final class English implements SpokenLanguage {

    private static final List<String> BELOW_TWENTY = List.of(
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen");
    private static final List<String> TENS =
            List.of("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    private static final List<String> THOUSANDS =
            List.of("", " thousand", " million", " billion", " trillion", " quadrillion");
    private static final List<String> MONTHS = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");

    private final boolean american;

    English(boolean american) {
        this.american = american;
    }

    @Override
    public String digits(String keys) {
        return keys.chars().mapToObj(key -> key((char) key)).collect(Collectors.joining(" "));
    }

    @Override
    public String quantity(Quantity value) {
        var whole = (value.negative() ? "minus " : "") + cardinal(value.whole());
        return value.decimals().isEmpty() ? whole : whole + " point " + digits(value.decimals());
    }

    @Override
    public String money(Money value) {
        var parts = new java.util.ArrayList<String>();
        boolean coins = value.jiao() > 0 || value.fen() > 0;
        if (value.yuan() > 0 || !coins) parts.add(cardinal(value.yuan()) + " yuan");
        if (value.jiao() > 0) parts.add(cardinal(value.jiao()) + " jiao");
        if (value.fen() > 0) parts.add(cardinal(value.fen()) + " fen");
        return (value.negative() ? "minus " : "") + String.join(" ", parts);
    }

    @Override
    public String moment(Moment value) {
        return date(value.date()) + value.time().map(time -> ", " + time(time)).orElse("");
    }

    private String date(LocalDate date) {
        var month = MONTHS.get(date.getMonthValue() - 1);
        var day = ordinal(date.getDayOfMonth());
        var year = year(date.getYear());
        return american ? month + " " + day + ", " + year : "the " + day + " of " + month + " " + year;
    }

    private String time(LocalTime time) {
        int hour = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
        int minute = time.getMinute();
        boolean whole = minute == 0 && time.getSecond() == 0;
        var minutes =
                switch (minute) {
                    case 0 -> whole ? "" : " o'clock";
                    default -> (minute < 10 ? " oh " : " ") + cardinal(minute);
                };
        var seconds = time.getSecond() == 0
                ? ""
                : " and " + cardinal(time.getSecond()) + (time.getSecond() == 1 ? " second" : " seconds");
        return cardinal(hour) + minutes + seconds + (time.getHour() < 12 ? " a.m." : " p.m.");
    }

    /** 1905 nineteen oh five, 2000 two thousand, 2026 twenty twenty-six. */
    String year(int year) {
        int century = year / 100;
        int rest = year % 100;
        boolean inThousands = year < 1_000 || year % 1_000 < 10;
        if (inThousands) return cardinal(year);
        if (rest == 0) return cardinal(century) + " hundred";
        return cardinal(century) + (rest < 10 ? " oh " : " ") + cardinal(rest);
    }

    /** From 1 to 99. */
    String ordinal(int value) {
        if (value > 20 && value % 10 != 0) return TENS.get(value / 10) + "-" + ordinal(value % 10);
        return switch (value) {
            case 1 -> "first";
            case 2 -> "second";
            case 3 -> "third";
            case 5 -> "fifth";
            case 8 -> "eighth";
            case 9 -> "ninth";
            case 12 -> "twelfth";
            default ->
                value < 20
                        ? BELOW_TWENTY.get(value) + "th"
                        : TENS.get(value / 10).replaceFirst("y$", "ieth");
        };
    }

    String cardinal(long value) {
        if (value == 0) return "zero";
        var said = new StringBuilder();
        long unit = 1_000_000_000_000_000L;
        for (int power = 5; power >= 0; power--, unit /= 1_000) {
            int group = (int) (value / unit % 1_000);
            if (group == 0) continue;
            if (!said.isEmpty()) said.append(!american && power == 0 && group < 100 ? " and " : " ");
            said.append(hundreds(group)).append(THOUSANDS.get(power));
        }
        return said.toString();
    }

    private String hundreds(int value) {
        if (value < 100) return tens(value);
        var said = BELOW_TWENTY.get(value / 100) + " hundred";
        return value % 100 == 0 ? said : said + (american ? " " : " and ") + tens(value % 100);
    }

    private static String tens(int value) {
        if (value < 20) return BELOW_TWENTY.get(value);
        var tens = TENS.get(value / 10);
        return value % 10 == 0 ? tens : tens + "-" + BELOW_TWENTY.get(value % 10);
    }

    private static String key(char key) {
        return switch (key) {
            case '*' -> "star";
            case '#' -> "pound";
            case '+' -> "plus";
            case ' ', '-' -> ",";
            default -> BELOW_TWENTY.get(key - '0');
        };
    }
}

package io.ringflow.ivr.speech.reading;

import java.time.LocalDate;
import java.time.LocalTime;

/**
 * Values as they are said in Mandarin. Stateless.
 *
 * <p>Two is 两 alone, before a unit of money or time, and as the first figure before 千, 万 and 亿; else 二. A gap of zeros is
 * one 零. Ten at the beginning is 十, after something else 一十. In numbers that are spelt, one is 幺.
 */
final class Mandarin implements SpokenLanguage {

    private static final String FIGURES = "零一二三四五六七八九";
    private static final long WAN = 10_000;
    private static final long YI = 100_000_000;

    @Override
    public String digits(String keys) {
        var said = new StringBuilder();
        keys.chars().forEach(key -> said.append(key((char) key)));
        return said.toString();
    }

    @Override
    public String quantity(Quantity value) {
        boolean pair = value.whole() == 2 && value.decimals().isEmpty() && !value.negative();
        var whole = pair ? "两" : cardinal(value.whole());
        var sign = value.negative() ? "负" : "";
        return sign + whole + (value.decimals().isEmpty() ? "" : "点" + spelt(value.decimals()));
    }

    @Override
    public String money(Money value) {
        var said = new StringBuilder(value.negative() ? "负" : "");
        boolean coins = value.jiao() > 0 || value.fen() > 0;
        if (value.yuan() > 0 || !coins) said.append(counted(value.yuan())).append("元");
        if (value.jiao() > 0) said.append(counted(value.jiao())).append("角");
        else if (value.fen() > 0 && value.yuan() > 0) said.append("零");
        if (value.fen() > 0) said.append(counted(value.fen())).append("分");
        return said.toString();
    }

    @Override
    public String moment(Moment value) {
        return date(value.date()) + value.time().map(time -> "，" + time(time)).orElse("");
    }

    private static String date(LocalDate date) {
        return spelt(Integer.toString(date.getYear())) + "年" + cardinal(date.getMonthValue()) + "月"
                + cardinal(date.getDayOfMonth()) + "日";
    }

    private static String time(LocalTime time) {
        var hour = counted(time.getHour()) + "点";
        if (time.getMinute() == 0 && time.getSecond() == 0) return hour + "整";
        var minute = hour + sixtieth(time.getMinute()) + "分";
        return time.getSecond() == 0 ? minute : minute + sixtieth(time.getSecond()) + "秒";
    }

    /** Minutes and seconds: 零, 零五, 三十. */
    private static String sixtieth(int value) {
        return value == 0 || value >= 10 ? cardinal(value) : "零" + cardinal(value);
    }

    /** Before a measure word. */
    private static String counted(long value) {
        return value == 2 ? "两" : cardinal(value);
    }

    static String cardinal(long value) {
        if (value == 0) return "零";
        var said = large(value);
        if (said.startsWith("一十")) said = said.substring(1);
        boolean pairFirst = said.length() > 1 && said.charAt(0) == '二' && "千万亿".indexOf(said.charAt(1)) >= 0;
        return pairFirst ? "两" + said.substring(1) : said;
    }

    private static String large(long value) {
        if (value < YI) return medium(value);
        return medium(value / YI) + "亿" + rest(value % YI, YI / 10, medium(value % YI));
    }

    private static String medium(long value) {
        if (value < WAN) return small((int) value);
        return small((int) (value / WAN)) + "万" + rest(value % WAN, WAN / 10, small((int) (value % WAN)));
    }

    /** What follows a larger unit, with 零 in place of the zeros that lead it. */
    private static String rest(long value, long first, String said) {
        if (value == 0) return "";
        return value < first ? "零" + said : said;
    }

    private static String small(int value) {
        var said = new StringBuilder();
        boolean gap = false;
        for (int place = 1_000, rest = value; place > 0; place /= 10) {
            int figure = rest / place;
            rest %= place;
            if (figure == 0) {
                gap = !said.isEmpty();
                continue;
            }
            if (gap) said.append('零');
            gap = false;
            said.append(FIGURES.charAt(figure)).append(unit(place));
        }
        return said.toString();
    }

    private static String unit(int place) {
        return switch (place) {
            case 1_000 -> "千";
            case 100 -> "百";
            case 10 -> "十";
            default -> "";
        };
    }

    private static String spelt(String figures) {
        var said = new StringBuilder();
        figures.chars().forEach(figure -> said.append(FIGURES.charAt(figure - '0')));
        return said.toString();
    }

    private static String key(char key) {
        return switch (key) {
            case '1' -> "幺";
            case '*' -> "星";
            case '#' -> "井";
            case '+' -> "加";
            case ' ', '-' -> "，";
            default -> FIGURES.substring(key - '0', key - '0' + 1);
        };
    }
}

package io.ringflow.ivr.command;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What may stand in an attribute or a text. Immutable.
 *
 * @param words how documents name it
 * @param parser text, never blank, to value; refuses with an {@link IllegalArgumentException} whose message ends the
 *     sentence "it must be ..."
 * @param shape what a schema can say of it
 */
public record ValueType<T>(String words, Function<String, T> parser, ValueShape shape) {

    public static final ValueType<String> TEXT = new ValueType<>("text", text -> text);

    public static final ValueType<String> URL =
            matching("a URL without blanks", ValueType::isUrl).shaped(new ValueShape.Matching("\\S{1,2048}"));

    public static final ValueType<String> FILE_NAME = matching("a file name", ValueType::isFileName);

    public static final ValueType<String> METHOD = choice("GET", "POST");

    public static final ValueType<Boolean> FLAG = choice("true", "false").map(text -> text.equals("true"));

    public static final ValueType<KeySet> KEYS = new ValueType<>(
            "keys of 0-9, *, #, A-D", text -> KeySet.of(text), new ValueShape.Matching("[0-9*#A-Da-d]+"));

    /** What can be called. */
    public static final ValueType<String> NUMBER =
            matching("a number or the name of an account", text -> text.matches("\\+?[0-9A-Za-z*#._() -]{1,64}"));

    /** Keys, and pauses: {@code w} half a second, {@code W} one (D3). */
    public static final ValueType<String> DIAL_STRING =
            matching("1 to 64 keys of 0-9, *, #, A-D, w and W", Pattern.compile("[0-9*#A-DwW]{1,64}"));

    /** A value whose shape no schema tells. */
    public ValueType(String words, Function<String, T> parser) {
        this(words, parser, new ValueShape.Text());
    }

    /** A text that the pattern matches wholly; the pattern is one that XML Schema understands too. */
    public static ValueType<String> matching(String words, Pattern pattern) {
        return matching(words, text -> pattern.matcher(text).matches())
                .shaped(new ValueShape.Matching(pattern.pattern()));
    }

    public static ValueType<Integer> number(int least, int most) {
        var words = "a whole number from " + least + " to " + most;
        ValueType<Integer> number = new ValueType<>(words, text -> {
            int value = Integer.parseInt(text);
            if (value < least || value > most) throw new IllegalArgumentException(words);
            return value;
        });
        return number.shaped(new ValueShape.Whole(least, most));
    }

    /** One of these words, in any case; the value is the word as it stands here. */
    public static ValueType<String> choice(String... words) {
        var known = List.of(words);
        var all = String.join(" or ", words);
        ValueType<String> choice = new ValueType<>(all, text -> known.stream()
                .filter(word -> word.equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(all)));
        return choice.shaped(new ValueShape.OneOf(known));
    }

    /** A constant of an enum, written as in the dialect: lower case, no separators. */
    public static <E extends Enum<E>> ValueType<E> constant(Class<E> type) {
        var constants = List.of(type.getEnumConstants());
        var names = constants.stream().map(ValueType::dialectName).toArray(String[]::new);
        var choice = choice(names);
        return choice.map(name -> constants.get(List.of(names).indexOf(name)));
    }

    public <R> ValueType<R> map(Function<T, R> further) {
        return new ValueType<>(words, parser.andThen(further), shape);
    }

    private ValueType<T> shaped(ValueShape known) {
        return new ValueType<>(words, parser, known);
    }

    /** @throws IllegalArgumentException with a message that names the text and says what is expected */
    public T parse(String text) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException("\"" + excerpt(text) + "\" must be " + words, refused);
        }
    }

    static String dialectName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace("_", "");
    }

    private static ValueType<String> matching(String words, java.util.function.Predicate<String> rule) {
        return new ValueType<>(words, text -> {
            if (!rule.test(text)) throw new IllegalArgumentException(words);
            return text;
        });
    }

    private static boolean isUrl(String text) {
        return text.length() <= 2048 && text.chars().noneMatch(c -> c <= ' ' || c == 0x7f);
    }

    private static boolean isFileName(String text) {
        return text.length() <= 255 && text.chars().noneMatch(Character::isISOControl);
    }

    private static String excerpt(String text) {
        var shown = text.length() <= 40 ? text : text.substring(0, 40) + "…";
        return shown.replaceAll("\\p{Cntrl}", "?");
    }
}

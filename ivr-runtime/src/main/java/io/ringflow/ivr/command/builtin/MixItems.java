package io.ringflow.ivr.command.builtin;

import io.ringflow.ivr.command.PromptPart;
import io.ringflow.ivr.command.ValueType;
import io.ringflow.ivr.speech.Utterance;
import io.ringflow.ivr.speech.reading.Reading;
import io.ringflow.ivr.speech.reading.SpokenLanguage;
import java.util.ArrayList;
import java.util.List;

/** Reads the content of a mixed prompt by its types (flow-protocol 3.3, D9). Pure. */
final class MixItems {

    static final int MOST = 64;

    private static final String SEPARATOR = ";";
    private static final int MOST_SHOWN = 40;

    private MixItems() {}

    /**
     * The parts, in order.
     *
     * @param types one of 0 to 5 for each item
     * @param content items with {@code ;} between them; one more at the end does no harm
     * @param voice how what is spoken is said
     * @throws IllegalArgumentException with a message that names the item
     */
    static List<PromptPart> parts(String types, String content, Utterance voice) {
        var text = content.endsWith(SEPARATOR) ? content.substring(0, content.length() - 1) : content;
        var items = text.split(SEPARATOR, -1);
        if (items.length != types.length()) {
            throw new IllegalArgumentException("type=\"%s\" names %s, but there %s"
                    .formatted(
                            shown(types), counted(types.length()), items.length == 1 ? "is 1" : "are " + items.length));
        }
        var parts = new ArrayList<PromptPart>();
        for (int i = 0; i < items.length; i++) parts.add(part(i + 1, types.charAt(i), items[i].strip(), voice));
        return List.copyOf(parts);
    }

    private static PromptPart part(int number, char type, String item, Utterance voice) {
        if (item.isEmpty()) throw new IllegalArgumentException("item " + number + " is empty");
        try {
            return switch (type) {
                case '0' -> read(Reading.DIGITS, item, voice);
                case '1' -> read(Reading.QUANTITY, item, voice);
                case '2' -> read(Reading.MONEY, item, voice);
                case '3' -> read(Reading.MOMENT, item, voice);
                case '4' -> new PromptPart.File(ValueType.FILE_NAME.parser().apply(item), false);
                default -> new PromptPart.Spoken(voice.saying(item));
            };
        } catch (IllegalArgumentException refused) {
            // Digits may be a secret of the caller's; the message goes into logs.
            var said = type == '0' ? "" : ", \"" + shown(item) + "\",";
            throw new IllegalArgumentException("item " + number + said + " must be " + refused.getMessage(), refused);
        }
    }

    private static PromptPart read(Reading reading, String item, Utterance voice) {
        var language = SpokenLanguage.of(voice.language())
                .orElseThrow(() -> new IllegalArgumentException(
                        "text (type 5): values are read out in zh and en, not in " + voice.language()));
        return new PromptPart.Spoken(voice.reading(reading.read(item, language)));
    }

    private static String counted(int items) {
        return items == 1 ? "1 item" : items + " items";
    }

    private static String shown(String text) {
        var cut = text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
        return cut.replaceAll("\\p{Cntrl}", "?");
    }
}

package io.ringflow.ivr.command.builtin;

import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.CommandInput;
import io.ringflow.ivr.command.ValueType;

/** What the commands of conferences have in common. Stateless. */
final class ConferenceAttributes {

    private static final String DIGITS = "1 to " + PasswordDialog.MOST_DIGITS + " digits";

    static final ValueType<String> PASSWORD = new ValueType<>(DIGITS, text -> {
        if (!text.matches("[0-9]{1," + PasswordDialog.MOST_DIGITS + "}")) throw new IllegalArgumentException(DIGITS);
        return text;
    });

    static final Attribute<String> JOIN_URL =
            Attribute.optional("joinurl", ValueType.URL, "told that a member has joined");
    static final Attribute<String> QUIT_URL = Attribute.optional(
            "quiturl", ValueType.URL, "where the flow of a member goes on that has left; told, when its call is over");
    static final Attribute<String> PASSWORD_ERROR_URL = Attribute.optional(
            "passwderrorurl", ValueType.URL, "where the flow goes on after three wrong passwords; without it: hang-up");

    private ConferenceAttributes() {}

    /** A URL, or empty. */
    static String url(CommandInput in, Attribute<String> attribute) {
        return in.find(attribute).orElse("");
    }
}

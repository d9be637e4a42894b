package io.ringflow.ivr.speech.reading;

import java.util.regex.Pattern;

/** A way of reading a value out: what the types 0 to 3 of a mixed prompt mean (D9). */
public enum Reading {
    /** Type 0: one by one. */
    DIGITS {
        @Override
        public String read(String value, SpokenLanguage language) {
            if (!KEYS.matcher(value).matches()) {
                throw new IllegalArgumentException("digits (also * # + -), 64 at most");
            }
            return language.digits(value);
        }
    },
    /** Type 1: how many. */
    QUANTITY {
        @Override
        public String read(String value, SpokenLanguage language) {
            return language.quantity(Quantity.parse(value));
        }
    },
    /** Type 2: yuan, jiao, fen. */
    MONEY {
        @Override
        public String read(String value, SpokenLanguage language) {
            return language.money(Money.parse(value));
        }
    },
    /** Type 3: date and time. */
    MOMENT {
        @Override
        public String read(String value, SpokenLanguage language) {
            return language.moment(Moment.parse(value));
        }
    };

    private static final Pattern KEYS = Pattern.compile("(?=.*\\d|.*[*#])[0-9*#+ -]{1,64}");

    /**
     * The value in words.
     *
     * @throws IllegalArgumentException if it is no such value; the message ends the sentence "it must be ..."
     */
    public abstract String read(String value, SpokenLanguage language);
}

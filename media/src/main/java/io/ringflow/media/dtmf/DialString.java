package io.ringflow.media.dtmf;

/** Keys to send as people write them: {@code 1w2#}. Pure. */
public final class DialString {
    /** Most keys and pauses in one string. */
    public static final int LONGEST = 64;

    private static final int SHORT_PAUSE_MILLIS = 500;
    private static final int PAUSE_MILLIS = 1_000;
    private static final int DIALLER_PAUSE_MILLIS = 2_000;

    private DialString() {}

    /**
     * How long a character waits: {@code w} half a second, {@code W} one, {@code ,} two, as telephones dial it.
     *
     * @return milliseconds, or 0 when it is no pause
     */
    public static int pauseMillis(char character) {
        return switch (character) {
            case 'w' -> SHORT_PAUSE_MILLIS;
            case 'W' -> PAUSE_MILLIS;
            case ',' -> DIALLER_PAUSE_MILLIS;
            default -> 0;
        };
    }

    /**
     * Lets pass what can be sent.
     *
     * @throws IllegalArgumentException when it is empty, too long, or holds what is neither key nor pause
     */
    public static String checked(String keys) {
        if (keys.isEmpty() || keys.length() > LONGEST) {
            throw new IllegalArgumentException("1 to " + LONGEST + " keys can be sent at once, not " + keys.length());
        }
        for (int i = 0; i < keys.length(); i++) {
            if (pauseMillis(keys.charAt(i)) == 0 && TelephoneEvent.code(keys.charAt(i)) < 0) {
                throw new IllegalArgumentException("character " + (i + 1) + " is neither a key nor a pause");
            }
        }
        return keys;
    }
}

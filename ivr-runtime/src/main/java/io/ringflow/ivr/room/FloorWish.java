package io.ringflow.ivr.room;

import java.util.Optional;

/**
 * How a member of an intercom asks for the floor (D7). Immutable.
 *
 * @param grabKey empty: the intercom's
 * @param releaseKey empty: the intercom's
 * @param priority one of a higher one takes the floor from one of a lower; 0 is that of most
 * @param url told of what comes of it; empty: the intercom's
 */
public record FloorWish(Optional<Character> grabKey, Optional<Character> releaseKey, int priority, String url) {

    /** Greatest priority. */
    public static final int HIGHEST = 9;

    /** As the intercom has it. */
    public static final FloorWish PLAIN = new FloorWish(Optional.empty(), Optional.empty(), 0, "");
}

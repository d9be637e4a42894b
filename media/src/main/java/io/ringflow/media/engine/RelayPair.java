package io.ringflow.media.engine;

/**
 * Two legs that hand each other their packets. Made by the conference they are in; its loop tells whether it mixes, too,
 * theirs look.
 */
final class RelayPair {
    private final LegSeat one;
    private final LegSeat other;
    private final RelayLine toOther;
    private final RelayLine toOne;
    private final Side sideOfOne;
    private final Side sideOfOther;

    private volatile boolean mixed;

    /** A relay as one of its legs sees it. */
    record Side(RelayPair pair, RelayLine out, RelayLine in) {

        /** Whether the conference hears the leg as well. */
        boolean mixed() {
            return pair.mixed;
        }
    }

    RelayPair(MediaLeg one, MediaLeg other) {
        this.one = one.seat();
        this.other = other.seat();
        this.toOther = new RelayLine(one.loop(), other.loop(), other);
        this.toOne = new RelayLine(other.loop(), one.loop(), one);
        this.sideOfOne = new Side(this, toOther, toOne);
        this.sideOfOther = new Side(this, toOne, toOther);
    }

    /** Begins at the legs' next visits; false when one of them is still in another. */
    boolean begin() {
        if (!one.want(sideOfOne)) {
            return false;
        }
        if (!other.want(sideOfOther)) {
            one.unwant(sideOfOne);
            return false;
        }
        return true;
    }

    /** False when a leg has taken another seat since: it forgets what was wanted of it in the one before. */
    boolean holds() {
        return one.wants(sideOfOne) && other.wants(sideOfOther);
    }

    /** Who is to hear whom. */
    void open(boolean otherHearsOne, boolean oneHearsOther) {
        toOther.open(otherHearsOne);
        toOne.open(oneHearsOther);
    }

    /** From now on the conference hears both, while they go on to hand each other their packets. */
    void mix() {
        mixed = true;
    }

    /** Ends at the legs' next visits. */
    void end() {
        one.unwant(sideOfOne);
        other.unwant(sideOfOther);
    }
}

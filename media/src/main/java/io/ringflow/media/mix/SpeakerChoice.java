package io.ringflow.media.mix;

/**
 * Who is heard. While no more may speak than can be heard, all of them are; else those who speak, the loudest first, and
 * whoever has the floor keeps it against those hardly louder. Owned by the room's loop.
 */
final class SpeakerChoice {
    private static final float LOUDER_DB = 3;
    private static final int KEEP_FRAMES = 15;

    private final Member[] heard;

    private int count;

    SpeakerChoice(int most) {
        heard = new Member[most];
    }

    /**
     * Sets {@link Member#chosen} of everybody.
     *
     * @param mayspeak how many of the members may speak
     */
    void choose(Member[] members, int size, int mayspeak) {
        boolean all = mayspeak <= heard.length;
        for (int i = count - 1; i >= 0; i--) {
            Member member = heard[i];
            member.heardFrames++;
            if (!member.maySpeak() || (!all && !member.speech().speaks())) {
                member.chosen = false;
                heard[i] = heard[--count];
            }
        }
        for (int i = 0; i < size; i++) {
            Member member = members[i];
            if (!member.chosen && member.maySpeak() && (all || member.speech().speaks())) {
                admit(member);
            }
        }
    }

    private void admit(Member member) {
        if (count < heard.length) {
            put(count++, member);
            return;
        }
        int softest = 0;
        for (int i = 1; i < count; i++) {
            if (heard[i].speech().score() < heard[softest].speech().score()) {
                softest = i;
            }
        }
        Member other = heard[softest];
        if (other.heardFrames >= KEEP_FRAMES
                && member.speech().score() > other.speech().score() + LOUDER_DB) {
            other.chosen = false;
            put(softest, member);
        }
    }

    private void put(int at, Member member) {
        heard[at] = member;
        member.chosen = true;
        member.heardFrames = 0;
    }
}

package io.ringflow.ivr.call;

import io.ringflow.media.Clip;
import io.ringflow.media.ConferenceRole;
import io.ringflow.media.MediaSession;
import io.ringflow.media.Membership;
import io.ringflow.media.Playback;

/** Where a caller and its party hear each other, as their {@link Talk} sees it. Owned by the call's thread. */
interface TalkSound {

    /** Whether the caller hears nobody and is heard by nobody; what is played to it alone it hears. */
    void apart(boolean now);

    /** Brings in a third one; it leaves when the membership, or its session, is closed. */
    Membership join(MediaSession third, ConferenceRole role);

    /** Plays to all but a caller who is apart, over and over, until it is closed. */
    Playback play(Clip clip);

    /** The party is heard no more and hears no more; the others go on. */
    void partyLeaves();

    /** The talk is over. */
    void over();
}

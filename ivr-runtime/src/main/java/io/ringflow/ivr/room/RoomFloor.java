package io.ringflow.ivr.room;

import io.ringflow.media.FloorChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known on a room's lane of who talks in it, as media tells, which decides it; and tells the application (D7). One
 * who leaves had it until then, whatever media tells later. Owned by the room's lane.
 */
final class RoomFloor {

    private final RoomNews news;
    private final RoomObserver observer;
    private final String url;
    private final List<RoomMember> waiting = new ArrayList<>();

    private @Nullable RoomMember holder;

    /** @param url told, unless a member has one of its own */
    RoomFloor(RoomNews news, RoomObserver observer, String url) {
        this.news = news;
        this.observer = observer;
        this.url = url;
    }

    void changed(RoomMember member, FloorChange change) {
        if (change.ends() && holder != member) return;
        switch (change) {
            case GRANTED -> {
                waiting.remove(member);
                holder = member;
            }
            case QUEUED -> waiting.add(place(member), member);
            case WITHDRAWN -> waiting.remove(member);
            case RELEASED, PREEMPTED, TIMEOUT, LEFT -> holder = null;
            case DENIED -> {}
        }
        observer.floor(change);
        news.floor(RoomNews.first(member.wish().floor().url(), url), member, change);
    }

    void left(RoomMember member) {
        waiting.remove(member);
        if (holder == member) changed(member, FloorChange.LEFT);
    }

    RoomState.Floor state() {
        return new RoomState.Floor(
                Optional.ofNullable(holder).map(member -> member.guest().callId()),
                waiting.stream().map(member -> member.guest().callId()).toList());
    }

    /** As media keeps them: by priority, then as they came. */
    private int place(RoomMember member) {
        int place = waiting.size();
        while (place > 0 && waiting.get(place - 1).priority() < member.priority()) place--;
        return place;
    }
}

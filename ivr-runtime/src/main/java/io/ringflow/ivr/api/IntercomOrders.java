package io.ringflow.ivr.api;

import static io.ringflow.ivr.api.ConferenceOrders.LONGEST_URL;
import static io.ringflow.ivr.api.ConferenceOrders.URL;

import io.ringflow.ivr.room.FloorTerms;
import io.ringflow.ivr.room.FloorWish;
import io.ringflow.ivr.room.JoinWish;
import io.ringflow.ivr.room.RoomPlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What requests about intercoms hold. URLs are relative to the application's, or absolute, as in documents. */
final class IntercomOrders {

    static final String ID = "[0-9A-Za-z_-]{1,32}";
    static final String KEY = "[0-9*#]";

    private IntercomOrders() {}

    /** What an intercom is to be like. */
    record NewIntercom(
            @Field(value = "The id it is to have; missing: a new one", pattern = ID)
            Optional<String> intercomId,

            @Field(value = "How many may be in at a time", fallback = "50", min = 2, max = 100_000)
            int maxMembers,

            @Field(value = "The key that asks for the floor", fallback = "*", pattern = KEY)
            String grabKey,

            @Field(
                    value = "The key that gives it back; the same as `grabKey`: one key does both",
                    fallback = "#",
                    pattern = KEY)
            String releaseKey,

            @Field(value = "The floor is taken from whoever has it so long", fallback = "30", min = 1, max = 3_600)
            int maxTalkSeconds,

            @Field(value = "Who asks while another talks is next, instead of being denied", fallback = "false")
            boolean queue,

            @Field(value = "Recorded from its first member on", fallback = "false")
            boolean autoRecord,

            @Field(value = "Deleted when nobody came in time, and when the last member has left", fallback = "true")
            boolean autoDelete,

            @Field(
                    value = "Told who is granted or denied the floor, and who gave it back",
                    pattern = URL,
                    longest = LONGEST_URL)
            Optional<String> floorUrl,

            @Field(value = "Told who joined", pattern = URL, longest = LONGEST_URL)
            Optional<String> joinedUrl,

            @Field(value = "Where the flow of a member goes on that has left", pattern = URL, longest = LONGEST_URL)
            Optional<String> quitUrl,

            @Field(value = "Told that it is deleted", pattern = URL, longest = LONGEST_URL)
            Optional<String> deletedUrl,

            @Field(value = "Told of its recording", pattern = URL, longest = LONGEST_URL)
            Optional<String> mediaUrl) {

        RoomPlan plan() {
            var floor = new FloorTerms(
                    intercomId.orElse(""),
                    Duration.ofSeconds(maxTalkSeconds),
                    queue,
                    grabKey.charAt(0),
                    releaseKey.charAt(0),
                    floorUrl.orElse(""));
            var urls = new RoomPlan.Urls(
                    "", "", deletedUrl.orElse(""), joinedUrl.orElse(""), quitUrl.orElse(""), mediaUrl.orElse(""), "");
            return RoomPlan.intercom(maxMembers, autoRecord, autoDelete, floor, urls);
        }
    }

    /** Whom to call, and as what they come. */
    record IntercomInviteOrder(
            @Field(value = "Whom to call; each once for each time it stands here", longest = 64, max = 20)
            List<String> numbers,

            @Field(value = "One of a higher one takes the floor from one of a lower", fallback = "0", min = 0, max = 9)
            int priority,

            @Field(value = "Told who joined", pattern = URL, longest = LONGEST_URL)
            Optional<String> joinedUrl,

            @Field(value = "Where each one's flow goes on when it has left", pattern = URL, longest = LONGEST_URL)
            Optional<String> quitUrl,

            @Field(value = "Told of each one's floor", pattern = URL, longest = LONGEST_URL)
            Optional<String> floorUrl,

            @Field(value = "Told for each number what came of it", pattern = URL, longest = LONGEST_URL)
            Optional<String> resultUrl) {

        IntercomInviteOrder {
            if (numbers.isEmpty()) throw new IllegalArgumentException("must have a number to call");
        }

        JoinWish wish() {
            return IntercomOrders.wish(priority, joinedUrl, quitUrl, floorUrl);
        }
    }

    /** As what a running call comes. */
    record IntercomJoinOrder(
            @Field(value = "One of a higher one takes the floor from one of a lower", fallback = "0", min = 0, max = 9)
            int priority,

            @Field(value = "Told who joined", pattern = URL, longest = LONGEST_URL)
            Optional<String> joinedUrl,

            @Field(value = "Where its flow goes on when it has left", pattern = URL, longest = LONGEST_URL)
            Optional<String> quitUrl,

            @Field(value = "Told of its floor", pattern = URL, longest = LONGEST_URL)
            Optional<String> floorUrl,

            @Field(value = "Told what came of it", pattern = URL, longest = LONGEST_URL)
            Optional<String> resultUrl) {

        JoinWish wish() {
            return IntercomOrders.wish(priority, joinedUrl, quitUrl, floorUrl);
        }
    }

    private static JoinWish wish(
            int priority, Optional<String> joined, Optional<String> quit, Optional<String> floorUrl) {
        var floor = new FloorWish(Optional.empty(), Optional.empty(), priority, floorUrl.orElse(""));
        return new JoinWish(joined.orElse(""), quit.orElse(""), floor);
    }
}

package io.ringflow.ivr.command.builtin;

import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.CommandInput;
import io.ringflow.ivr.command.ValueType;
import io.ringflow.ivr.room.FloorTerms;
import io.ringflow.ivr.room.RoomPlan;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** What intercoms are said to be like (D7), by the command and by the operation {@code CreateIntercom}. Stateless. */
public final class IntercomAttributes {

    private static final int LEAST_MEMBERS = 2;
    private static final int LONGEST_TALK = 3_600;

    private static final ValueType<Character> KEY = ValueType.matching(
                    "one key of 0-9, * and #", Pattern.compile("[0-9*#]"))
            .map(key -> key.charAt(0));

    /** Ids that applications choose. */
    public static final ValueType<String> ID =
            ValueType.matching("1 to 32 letters, digits, - and _", Pattern.compile("[0-9A-Za-z_-]{1,32}"));

    private static final Attribute<String> INTERCOM_ID = Attribute.optional("intercomid", ID, "the intercom");
    private static final Attribute<Integer> MAX_MEMBER = Attribute.of(
            "maxmember",
            ValueType.number(LEAST_MEMBERS, RoomPlan.MOST_MEMBERS),
            "50",
            "members at a time; more than the server allows: no intercom");
    static final Attribute<Character> GRAB_KEY = Attribute.optional(
            "grabkey", KEY, "asks for the floor; without it `*`, or what the intercom was made with");
    static final Attribute<Character> RELEASE_KEY = Attribute.optional(
            "releasekey",
            KEY,
            "gives the floor back; without it `#`, or what the intercom was made with; the same as `grabkey`: one key"
                    + " does both");
    private static final Attribute<Integer> MAX_TALK = Attribute.of(
            "maxtalk",
            ValueType.number(1, LONGEST_TALK),
            "30",
            "seconds after which the floor is taken from whoever has it");
    private static final Attribute<Boolean> QUEUE = Attribute.of(
            "queue", ValueType.FLAG, "false", "who asks while another talks is next, instead of being denied");
    private static final Attribute<Boolean> AUTO_RECORD = Attribute.of(
            "autorecord", ValueType.FLAG, "false", "recorded from its first member on; `mediaopturl` is told");
    private static final Attribute<String> JOIN_URL =
            Attribute.optional("joinurl", ValueType.URL, "told that a member has joined");
    private static final Attribute<String> QUIT_URL = Attribute.optional(
            "quiturl", ValueType.URL, "where the flow of a member goes on that has left; told, when its call is over");
    static final Attribute<String> FLOOR_URL = Attribute.optional(
            "floorurl", ValueType.URL, "told who is granted or denied the floor, and who gave it back");
    private static final Attribute<String> MEDIA_OP_URL =
            Attribute.optional("mediaopturl", ValueType.URL, "told of the recording");
    private static final Attribute<String> DEL_REPORT_URL =
            Attribute.optional("delreporturl", ValueType.URL, "told that the intercom is deleted");

    private IntercomAttributes() {}

    /** All of them, in the order of the documentation. */
    public static List<Attribute<?>> all() {
        return List.of(
                INTERCOM_ID,
                MAX_MEMBER,
                GRAB_KEY,
                RELEASE_KEY,
                MAX_TALK,
                JOIN_URL,
                QUIT_URL,
                FLOOR_URL,
                QUEUE,
                AUTO_RECORD,
                MEDIA_OP_URL,
                DEL_REPORT_URL);
    }

    /** Id of the intercom; required. */
    static String id(CommandInput in) {
        return in.get(INTERCOM_ID);
    }

    static String joinUrl(CommandInput in) {
        return ConferenceAttributes.url(in, JOIN_URL);
    }

    static String quitUrl(CommandInput in) {
        return ConferenceAttributes.url(in, QUIT_URL);
    }

    /**
     * An intercom as it is said to be.
     *
     * @param createdUrl told that it is there; empty: nobody
     * @param autoDelete deleted when nobody came in time, and when the last member has left
     */
    public static RoomPlan plan(CommandInput in, String createdUrl, boolean autoDelete) {
        var floor = new FloorTerms(
                in.find(INTERCOM_ID).orElse(""),
                Duration.ofSeconds(in.get(MAX_TALK)),
                in.get(QUEUE),
                in.find(GRAB_KEY).orElse(FloorTerms.defaults().grabKey()),
                in.find(RELEASE_KEY).orElse(FloorTerms.defaults().releaseKey()),
                ConferenceAttributes.url(in, FLOOR_URL));
        var urls = new RoomPlan.Urls(
                createdUrl,
                "",
                ConferenceAttributes.url(in, DEL_REPORT_URL),
                joinUrl(in),
                quitUrl(in),
                ConferenceAttributes.url(in, MEDIA_OP_URL),
                "");
        return RoomPlan.intercom(in.get(MAX_MEMBER), in.get(AUTO_RECORD), autoDelete, floor, urls);
    }
}

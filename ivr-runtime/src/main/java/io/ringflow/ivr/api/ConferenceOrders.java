package io.ringflow.ivr.api;

import io.ringflow.ivr.command.ValueType;
import io.ringflow.ivr.room.RoomOperation;
import io.ringflow.ivr.room.RoomPlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What requests about conferences hold. URLs are relative to the application's, or absolute, as in documents. */
final class ConferenceOrders {

    static final String URL = "\\S+";
    static final int LONGEST_URL = 1_000;
    static final int DAY = 86_400;

    private ConferenceOrders() {}

    /** What a conference is to be like. */
    record NewConference(
            @Field("Id of the application") String application,

            @Field(
                    value = "How many may be in at a time",
                    fallback = "3",
                    min = RoomPlan.LEAST_MEMBERS,
                    max = RoomPlan.MOST_MEMBERS)
            int maxMembers,

            @Field(value = "How long it lasts from its first member on; 0: without end", fallback = "0", min = 0)
            int durationSeconds,

            @Field(value = "Its members are hung up when it ends by itself", fallback = "false")
            boolean autoHangUp,

            @Field("A prompt that is heard before it ends by itself")
            Optional<String> endPrompt,

            @Field(value = "Recorded from its first member on", fallback = "false")
            boolean autoRecord,

            @Field(value = "What members hear of the conference itself", fallback = "all")
            RoomPlan.VoiceMode voiceMode,

            @Field(value = "Deleted when nobody came in time, and when the last member has left", fallback = "true")
            boolean autoDelete,

            @Field(value = "Its id is 8 digits", fallback = "false")
            boolean shortId,

            @Field(value = "Digits that callers are asked for", pattern = "[0-9]{1,16}")
            Optional<String> password,

            @Field(value = "Told the keys that members press", pattern = URL, longest = LONGEST_URL)
            Optional<String> dtmfUrl,

            @Field(value = "Told that it is deleted", pattern = URL, longest = LONGEST_URL)
            Optional<String> deletedUrl,

            @Field(value = "Told who joined", pattern = URL, longest = LONGEST_URL)
            Optional<String> joinedUrl,

            @Field(value = "Where the flow of a member goes on that has left", pattern = URL, longest = LONGEST_URL)
            Optional<String> quitUrl,

            @Field(value = "Told what came of operations of media", pattern = URL, longest = LONGEST_URL)
            Optional<String> mediaUrl,

            @Field(
                    value = "Where the flow of a caller goes on whose password was wrong three times",
                    pattern = URL,
                    longest = LONGEST_URL)
            Optional<String> passwordErrorUrl) {

        NewConference {
            endPrompt.ifPresent(ConferenceOrders::fileName);
        }

        RoomPlan plan() {
            return new RoomPlan(
                    maxMembers,
                    Duration.ofSeconds(durationSeconds),
                    autoHangUp,
                    endPrompt.orElse(""),
                    autoRecord,
                    voiceMode,
                    autoDelete,
                    shortId,
                    password.orElse(""),
                    new RoomPlan.Urls(
                            "",
                            dtmfUrl.orElse(""),
                            deletedUrl.orElse(""),
                            joinedUrl.orElse(""),
                            quitUrl.orElse(""),
                            mediaUrl.orElse(""),
                            passwordErrorUrl.orElse("")));
        }
    }

    record PlayOrder(
            @Field("The prompt") String file,

            @Field(value = "Times; 0: not at all, -1: without end", fallback = "1", min = -1, max = 100_000)
            int loop,

            @Field(value = "Told when it was heard to its end", pattern = URL, longest = LONGEST_URL)
            Optional<String> completedUrl) {

        PlayOrder {
            fileName(file);
        }
    }

    record RecordOrder(
            @Field(value = "It ends by itself then; 0: not before it is stopped", fallback = "0", min = 0, max = DAY)
            int limitSeconds,

            @Field(value = "Told of the recording when that ends it", pattern = URL, longest = LONGEST_URL)
            Optional<String> limitUrl) {}

    record InviteOrder(
            @Field(value = "Whom to call; each once for each time it stands here", longest = 64, max = 20)
            List<String> numbers,

            @Field(value = "Takes the chair from whoever has it", fallback = "false")
            boolean chair,

            @Field(value = "Is heard when it speaks", fallback = "true")
            boolean speaks,

            @Field(value = "Told who joined", pattern = URL, longest = LONGEST_URL)
            Optional<String> joinedUrl,

            @Field(value = "Told for each number what came of it", pattern = URL, longest = LONGEST_URL)
            Optional<String> resultUrl) {

        InviteOrder {
            if (numbers.isEmpty()) throw new IllegalArgumentException("must have a number to call");
        }
    }

    record JoinOrder(
            @Field(value = "Takes the chair from whoever has it", fallback = "false")
            boolean chair,

            @Field(value = "Is heard when it speaks", fallback = "true")
            boolean speaks,

            @Field(value = "Told who joined", pattern = URL, longest = LONGEST_URL)
            Optional<String> joinedUrl,

            @Field(value = "Where its flow goes on when it has left", pattern = URL, longest = LONGEST_URL)
            Optional<String> quitUrl,

            @Field(value = "Told what came of it", pattern = URL, longest = LONGEST_URL)
            Optional<String> resultUrl) {}

    record VolumeOrder(@Field("Louder or softer by a step") Change change) {
        enum Change {
            LOUDER,
            SOFTER
        }
    }

    record ResumeOrder(
            @Field(value = "It is heard again too", fallback = "false")
            boolean speak) {}

    record AlarmOrder(
            @Field(value = "From now until then", min = 0, max = DAY)
            int afterSeconds,

            @Field("What happens then: `clockUrl` is told, `file` is played, the conference is dismissed")
            RoomOperation.Alarm action,

            @Field(value = "Told by `notify`", fallback = "alarmclock", pattern = URL, longest = LONGEST_URL)
            String clockUrl,

            @Field("The prompt of `play`") Optional<String> file,

            @Field(value = "`dismiss` hangs the members up", fallback = "false")
            boolean autoHangUp) {

        AlarmOrder {
            file.ifPresent(ConferenceOrders::fileName);
            if (action == RoomOperation.Alarm.PLAY && file.isEmpty()) {
                throw new IllegalArgumentException("must have a file to play");
            }
        }
    }

    static void fileName(String file) {
        ValueType.FILE_NAME.parse(file);
    }
}

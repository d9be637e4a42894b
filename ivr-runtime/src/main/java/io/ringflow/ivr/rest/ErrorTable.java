package io.ringflow.ivr.rest;

import io.ringflow.ivr.call.TalkError;
import io.ringflow.ivr.flow.FlowFailure;
import io.ringflow.ivr.queue.QueueError;
import io.ringflow.ivr.room.RoomError;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints {@code docs/errors.md} from what the server can answer (D16). Pure. */
final class ErrorTable {

    private ErrorTable() {}

    static String page() {
        String rows = rows().entrySet().stream()
                .map(row -> "| %s | %s |".formatted(row.getKey(), row.getValue()))
                .collect(Collectors.joining("\n"));
        return """
                # Codes

                Six digits: `statusCode` of an answer of the [REST interface](rest.md), `errorcode` of a notification. The first
                three tell what it is about. 000000 and 107xxx are the cloud's; the others are ours, as its table is not public.
                This page is printed by the program.

                | first digits | about |
                | --- | --- |
                | 000 | done |
                | 104, 108 | agents and [queues](queues.md) |
                | 105 | conferences and intercoms |
                | 106 | files and media |
                | 107 | calls; the rest is the SIP status they ended with, or could not begin for |
                | 109 | the application server |
                | 111 | requests to us, and who sends them |

                | code | meaning |
                | --- | --- |
                """ + rows + "\n";
    }

    private static Map<String, String> rows() {
        var rows = new TreeMap<String, String>();
        rows.put("000000", "Done; of a call: it ended as calls end.");
        rows.put("106408", "The far end of the call sent no sound for too long.");
        rows.put(
                "107xxx",
                "SIP status xxx: 107404 nobody has the number, 107480 no answer, 107486 busy, 107487 given up, …");
        for (var error : RoomError.values()) rows.put(error.code(), sentence(error.sentence()));
        for (var error : QueueError.values()) rows.put(error.code(), sentence(error.sentence()));
        for (var error : TalkError.values()) rows.put(error.code(), sentence(error.sentence()));
        for (var error : RestError.values()) rows.put(error.code(), error.sentence());
        var kinds = new LinkedHashMap<String, String>();
        Stream.of(FlowFailure.Kind.values())
                .forEach(kind ->
                        kinds.merge(new FlowFailure(kind, "").code(), meaning(kind), (a, b) -> a + ", or " + b));
        kinds.forEach((code, meaning) -> rows.put(code, sentence("the application: " + meaning)));
        return rows;
    }

    private static String meaning(FlowFailure.Kind kind) {
        return switch (kind) {
            case CONNECT -> "it can't be reached";
            case TIMEOUT -> "it did not answer in time";
            case STATUS -> "its status was not 200";
            case TOO_LARGE -> "its answer is too large";
            case CUT_OFF -> "its answer was cut off";
            case DOCUMENT -> "its answer is not a document that may run";
            case URL_REFUSED -> "it named a URL that it may not";
            case CIRCUIT_OPEN -> "it failed so often that it is left alone for a while";
            case BUSY -> "it has as many requests as it may have";
            case LOOP -> "its flow goes in circles";
            case CANCELLED -> "the call ended before it answered";
        };
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }
}

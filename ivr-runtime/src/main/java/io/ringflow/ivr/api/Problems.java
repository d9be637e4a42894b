package io.ringflow.ivr.api;

import io.ringflow.ivr.application.ApplicationRefused;
import io.ringflow.ivr.call.DialRefused;
import io.ringflow.ivr.call.TalkRefused;
import io.ringflow.ivr.event.TooManyWatchers;
import io.ringflow.ivr.queue.QueueRefused;
import io.ringflow.ivr.rest.Answer;
import io.ringflow.ivr.rest.FailureLimit;
import io.ringflow.ivr.rest.RestError;
import io.ringflow.ivr.rest.RestRefused;
import io.ringflow.ivr.room.RoomRefused;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words why a request is not done (RFC 9457), by the one table of codes. Stateless. */
final class Problems {

    private static final Map<String, String> TITLES =
            Stream.of(RestError.values()).collect(Collectors.toMap(RestError::code, RestError::sentence));

    /** The code again, for who looks at headers only. */
    private static final String CODE = "Error-Code";

    private static final String DONE = "000000";

    private Problems() {}

    /** What a refusal means; empty when it is no refusal but a fault. */
    static Optional<Outgoing> of(RuntimeException refusal, String requestId) {
        return switch (refusal) {
            case ApiRefused refused ->
                Optional.of(problem(
                        Answer.refused(new RestRefused(refused.error(), String.valueOf(refused.getMessage()))),
                        refused.flaws(),
                        requestId));
            case ApplicationRefused refused -> Optional.of(of(refused(refused), requestId));
            case RestRefused refused -> Optional.of(of(refused, requestId));
            case RoomRefused refused -> Optional.of(problem(Answer.refused(refused), List.of(), requestId));
            case TalkRefused refused -> Optional.of(problem(Answer.refused(refused), List.of(), requestId));
            case QueueRefused refused -> Optional.of(problem(Answer.refused(refused), List.of(), requestId));
            case TooManyWatchers refused ->
                Optional.of(of(
                        new RestRefused(RestError.TOO_MANY_STREAMS, sentence(String.valueOf(refused.getMessage()))),
                        requestId));
            case DialRefused refused -> Optional.of(problem(Answer.refused(refused), List.of(), requestId));
            default -> Optional.empty();
        };
    }

    private static RestRefused refused(ApplicationRefused refused) {
        var error =
                switch (refused.why()) {
                    case NOT_FOUND -> RestError.NO_SUCH_APPLICATION;
                    case TAKEN -> RestError.TAKEN;
                    case READ_ONLY -> RestError.READ_ONLY;
                    case INVALID -> RestError.BAD_REQUEST;
                    case IN_USE -> RestError.IN_USE;
                };
        return new RestRefused(error, String.valueOf(refused.getMessage()));
    }

    static Outgoing of(RestRefused refused, String requestId) {
        var problem = problem(Answer.refused(refused), List.of(), requestId);
        return switch (refused.error()) {
            case NOT_AUTHENTICATED, BAD_SIGNATURE -> problem.with("WWW-Authenticate", "Bearer realm=\"ringflow\"");
            case TOO_MANY_FAILURES -> problem.with("Retry-After", Long.toString(FailureLimit.WINDOW.toSeconds()));
            default -> problem;
        };
    }

    /** The code of an answer; 000000 if it is no problem. */
    static String code(Outgoing answer) {
        return answer.headers().getOrDefault(CODE, DONE);
    }

    private static Outgoing problem(Answer answer, List<Flaw> flaws, String requestId) {
        String code = answer.statusCode();
        String detail = answer.message().orElse("");
        var problem = new Problem(
                "urn:ringflow:error:" + code,
                TITLES.getOrDefault(code, sentence(detail)),
                answer.httpStatus(),
                code,
                detail,
                requestId,
                flaws);
        byte[] body = ShapeWriter.json(problem).toString().getBytes(StandardCharsets.UTF_8);
        return new Outgoing(answer.httpStatus(), Problem.CONTENT_TYPE, Map.of(CODE, code), body);
    }

    /** With a capital and a full stop. */
    static String sentence(String text) {
        if (text.isEmpty()) return text;
        String end = text.endsWith(".") || text.endsWith("?") ? "" : ".";
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + end;
    }
}

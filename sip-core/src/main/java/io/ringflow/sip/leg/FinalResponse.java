package io.ringflow.sip.leg;

import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import io.ringflow.sip.message.Parameters;
import io.ringflow.sip.stack.InboundResponse;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a call of ours was not answered, read from the final response (RFC 3261 §21.3 to §21.6, RFC 3398 §8.2.6). Pure. */
final class FinalResponse {
    private static final Pattern DIGITS = Pattern.compile("\\s*([0-9]{1,9}).*", Pattern.DOTALL);

    private FinalResponse() {}

    static EndReason reason(InboundResponse response) {
        int status = response.status();
        Cause cause = cause(status);
        int q850 = q850(response).orElse(q850(status));
        return new EndReason(cause, status, q850, sentence(cause) + " (" + status + ")", retryAfter(response));
    }

    private static Cause cause(int status) {
        return switch (status) {
            case 486, 600 -> Cause.CALLEE_BUSY;
            case 603, 607, 608, 433 -> Cause.CALLEE_DECLINED;
            case 404, 410, 480, 484, 485, 604 -> Cause.CALLEE_UNAVAILABLE;
            case 408 -> Cause.NO_ANSWER;
            case 406, 415, 488, 606 -> Cause.NOT_ACCEPTABLE;
            default -> Cause.CALL_REFUSED;
        };
    }

    private static String sentence(Cause cause) {
        return switch (cause) {
            case CALLEE_BUSY -> "the callee is busy";
            case CALLEE_DECLINED -> "the callee declined";
            case CALLEE_UNAVAILABLE -> "the callee can't be reached";
            case NO_ANSWER -> "the callee did not answer";
            case NOT_ACCEPTABLE -> "the callee can't use our offer";
            default -> "the call was refused";
        };
    }

    /** RFC 3398 §8.2.6.1: what ISUP would have said. */
    private static int q850(int status) {
        return switch (status) {
            case 404, 604 -> 1;
            case 486, 600 -> 17;
            case 480 -> 18;
            case 401, 402, 403, 407, 603, 607, 608 -> 21;
            case 410 -> 22;
            case 301, 302 -> 23;
            case 484 -> 28;
            case 501, 405 -> 79;
            case 408, 504 -> 102;
            case 406, 415, 488, 606 -> 88;
            case 500, 503 -> 41;
            case 502 -> 38;
            case 482, 483 -> 25;
            default -> 127;
        };
    }

    /** Cause of a Reason header (RFC 3326, RFC 6432), in whichever of several values stands Q.850. */
    private static Optional<Integer> q850(InboundResponse response) {
        for (String value : RequestRules.split(response.headers("Reason"))) {
            if (value.regionMatches(true, 0, "Q.850", 0, 5)) {
                return number(Parameters.of(value, "cause").orElse("")).filter(cause -> cause > 0 && cause < 128);
            }
        }
        return Optional.empty();
    }

    private static OptionalInt retryAfter(InboundResponse response) {
        return response.header("Retry-After")
                .flatMap(FinalResponse::number)
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    private static Optional<Integer> number(String text) {
        Matcher digits = DIGITS.matcher(text);
        return digits.matches() ? Optional.of(Integer.valueOf(digits.group(1))) : Optional.empty();
    }
}

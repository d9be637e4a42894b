package io.ringflow.ivr.call;

import io.ringflow.sip.Invitation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The numbers a call was forwarded from (RFC 5806 §4): the first entry is the last that forwarded it, the last entry
 * the one dialled first.
 *
 * @param original first number dialled
 * @param forwarding number that sent it here
 */
record DiversionNumbers(Optional<String> original, Optional<String> forwarding) {

    private static final Pattern NUMBER =
            Pattern.compile("(?i)(?:sips?|tel):(\\+?[A-Za-z0-9*#._-]{1,64})(?=[@;>?,\\s]|$)");

    static DiversionNumbers of(Invitation invitation) {
        var numbers = invitation.headers().getOrDefault("diversion", List.of()).stream()
                .flatMap(value -> NUMBER.matcher(value).results())
                .map(found -> found.group(1))
                .toList();
        if (numbers.isEmpty()) return new DiversionNumbers(Optional.empty(), Optional.empty());
        return new DiversionNumbers(Optional.of(numbers.getLast()), Optional.of(numbers.getFirst()));
    }

    void putInto(Map<String, String> parameters) {
        original.ifPresent(number -> parameters.put("origcalled", number));
        forwarding.ifPresent(number -> parameters.put("transfernum", number));
    }
}

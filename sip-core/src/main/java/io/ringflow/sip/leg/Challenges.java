package io.ringflow.sip.leg;

import io.ringflow.sip.digest.DigestClient;
import io.ringflow.sip.digest.DigestClient.Place;
import io.ringflow.sip.message.Requests;
import io.ringflow.sip.stack.DialogRequest;
import io.ringflow.sip.stack.InboundRequest.HeaderLine;
import io.ringflow.sip.stack.InboundResponse;
import java.util.List;
import java.util.Optional;

/** Answers a 401 or 407 to a request of ours (RFC 3261 §22.2, §22.3). Pure but for the attempts it is given. */
final class Challenges {
    private static final byte[] NO_BODY = {};

    private Challenges() {}

    /** The lines to send it again with; empty if the response asks nothing, or nothing that we can say. */
    static Optional<List<HeaderLine>> answer(
            DigestClient.Attempts attempts, DialogRequest request, InboundResponse response) {
        if (response.status() != 401 && response.status() != 407) {
            return Optional.empty();
        }
        String uri =
                Requests.Target.of(request.remoteTarget(), request.routeSet()).uri();
        var question = new DigestClient.Question(
                request.method(),
                uri,
                request.body().map(body -> body.bytes()).orElse(NO_BODY),
                response.headers(Place.SERVER.challengeHeader()),
                response.headers(Place.PROXY.challengeHeader()));
        return attempts.answer(question).map(answers -> answers.stream()
                .map(answer -> new HeaderLine(answer.place().answerHeader(), answer.value()))
                .toList());
    }
}

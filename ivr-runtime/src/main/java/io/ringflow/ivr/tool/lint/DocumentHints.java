package io.ringflow.ivr.tool.lint;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.command.Role;
import io.ringflow.ivr.command.ValueType;
import io.ringflow.ivr.command.builtin.CmdNone;
import io.ringflow.ivr.command.builtin.Get;
import io.ringflow.ivr.command.builtin.Play;
import io.ringflow.ivr.command.builtin.PlayMix;
import io.ringflow.ivr.command.builtin.PlayTts;
import io.ringflow.ivr.command.builtin.Redirect;
import io.ringflow.ivr.flow.Examination;
import io.ringflow.ivr.flow.Examination.Placed;
import io.ringflow.ivr.flow.Finding;
import io.ringflow.ivr.flow.FlowUrl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Warns of documents that the server takes but that can hardly be what is meant. Pure. */
public final class DocumentHints {

    private DocumentHints() {}

    /**
     * The warnings, in the order of the text.
     *
     * @param application whose document it is: decides which URLs are followed
     * @param asked target of the request that this document answers, if it is known
     */
    public static List<Finding> of(Examination examination, Application application, Optional<String> asked) {
        var hints = new ArrayList<Finding>();
        for (var placed : examination.commands()) {
            urls(placed).forEach(url -> refusedUrl(placed, url, application).ifPresent(hints::add));
        }
        var top = examination.commands().stream()
                .filter(placed -> !placed.nested())
                .toList();
        if (examination.document().isEmpty() || top.isEmpty()) return hints;
        noEnd(top).ifPresent(hints::add);
        neverRuns(top).ifPresent(hints::add);
        asked.flatMap(target -> inCircles(top.getFirst(), target)).ifPresent(hints::add);
        return hints;
    }

    private static List<String> urls(Placed placed) {
        var spec = placed.command().spec();
        var urls = new ArrayList<String>();
        spec.attributes().stream()
                .filter(attribute -> attribute.type() == ValueType.URL)
                .map(Attribute.class::cast)
                .forEach(attribute ->
                        placed.input().find((Attribute<?>) attribute).ifPresent(url -> urls.add((String) url)));
        if (spec.text().filter(type -> type == ValueType.URL).isPresent()) {
            urls.add(placed.input().text());
        }
        return urls;
    }

    /** D20. */
    private static Optional<Finding> refusedUrl(Placed placed, String url, Application application) {
        var resolved = FlowUrl.of(application, application.url(), url, new LinkedHashMap<>());
        if (!(resolved instanceof FlowUrl.Refused(String reason))) return Optional.empty();
        return Optional.of(warning(
                placed, "the server will not ask " + url + ": " + reason + "; URLs are relative to the application's"));
    }

    private static Optional<Finding> noEnd(List<Placed> top) {
        boolean ends = top.getLast().command().spec().mayBe(Role.TAIL);
        if (ends || !(top.getFirst().command() instanceof Get)) return Optional.empty();
        return Optional.of(warning(
                top.getFirst(),
                "nothing says how it goes on when no key is pressed: the call ends there; a <Redirect> or a <Hangup/>"
                        + " at the end would say so"));
    }

    private static Optional<Finding> neverRuns(List<Placed> top) {
        var main = top.getFirst().command();
        if (top.size() > 1 && main.spec().mayBe(Role.TAIL)) {
            return Optional.of(warning(top.get(1), "never runs" + before(main) + "is the end"));
        }
        // D8: behind an input that got no key, any key ends a prompt.
        boolean anyKeyEnds = main instanceof Get;
        for (int i = 0; i + 1 < top.size(); i++) {
            var command = top.get(i).command();
            // D4: what follows runs when another call has fetched this one, and lets it go.
            if (!hasEnd(command) && !(anyKeyEnds && i > 0)) {
                return Optional.of(warning(
                        top.get(i + 1),
                        "runs only after a <Connect> of another call" + before(command) + "does not end by itself"));
            }
        }
        return Optional.empty();
    }

    private static String before(Command command) {
        return ": <" + command.spec().element() + "> before it ";
    }

    private static boolean hasEnd(Command main) {
        return switch (main) {
            case CmdNone _ -> false;
            case Play play -> play.loop() >= 0 || !play.finishKeys().isEmpty();
            case PlayTts speech -> speech.loop() >= 0 || !speech.finishKeys().isEmpty();
            case PlayMix mix -> mix.loop() >= 0 || !mix.finishKeys().isEmpty();
            default -> true;
        };
    }

    /** D19. */
    private static Optional<Finding> inCircles(Placed main, String asked) {
        if (!(main.command() instanceof Redirect redirect)) return Optional.empty();
        if (!place(redirect.url()).equals(place(asked))) return Optional.empty();
        return Optional.of(warning(
                main,
                "asks the same URL again and lets the caller hear nothing: unless the next answer is another one, the"
                        + " call is ended after 100 times (109482)"));
    }

    private static String place(String url) {
        return url.strip().replaceFirst("[?#].*$", "").replaceFirst("^/", "").replaceFirst("/$", "");
    }

    private static Finding warning(Placed placed, String text) {
        var element = "<" + placed.command().spec().element() + "> ";
        return Finding.warning(placed.line(), placed.column(), element + text);
    }
}

package io.ringflow.ivr.rest;

import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.command.CommandCatalog;
import io.ringflow.ivr.command.CommandInput;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Everything that is to be known about an operation without running it, as {@code CommandSpec} is for commands. Immutable.
 *
 * @param element its name in requests, in the dialect's own case
 * @param path what follows the account in the URL
 * @param asks changes nothing: it may be sent twice
 * @param meaning one sentence for the documentation
 * @param nests prompts of which one may stand inside it
 */
public record OperationSpec(
        String element,
        String path,
        boolean asks,
        String meaning,
        List<Attribute<?>> attributes,
        List<String> nests,
        Function<CommandInput, Operation> maker) {

    public OperationSpec {
        attributes = List.copyOf(attributes);
        nests = List.copyOf(nests);
    }

    /** An operation that changes something. */
    static OperationSpec that(
            String element,
            String path,
            String meaning,
            Function<CommandInput, Operation> maker,
            Attribute<?>... attributes) {
        return new OperationSpec(element, path, false, meaning, List.of(attributes), List.of(), maker);
    }

    /** An operation that only asks. */
    static OperationSpec asking(
            String element,
            String path,
            String meaning,
            Function<CommandInput, Operation> maker,
            Attribute<?>... attributes) {
        return new OperationSpec(element, path, true, meaning, List.of(attributes), List.of(), maker);
    }

    /** One of these prompts may stand inside it. */
    OperationSpec nesting(String... prompts) {
        return new OperationSpec(element, path, asks, meaning, attributes, List.of(prompts), maker);
    }

    /** @throws RestRefused BAD_REQUEST */
    Operation make(OperationRequest request) {
        try {
            return maker.apply(
                    new CommandInput(request.attributes(), "", request.nested().flatMap(this::prompt)));
        } catch (IllegalArgumentException refused) {
            throw new RestRefused(RestError.BAD_REQUEST, "<" + element + "> " + refused.getMessage() + ".");
        }
    }

    /** What else stands inside it is passed over, as ever. */
    private Optional<Command> prompt(OperationRequest.Nested inner) {
        return nests.stream()
                .filter(inner.element()::equalsIgnoreCase)
                .findFirst()
                .flatMap(CommandCatalog.standard()::find)
                .map(spec -> spec.maker().apply(new CommandInput(inner.attributes(), inner.text(), Optional.empty())));
    }

    /** Its section of the page about the REST interface. */
    String documentation() {
        var page = new StringBuilder("### `" + element + "`\n\n`POST …/" + path + "` " + meaning + "\n\n");
        if (!nests.isEmpty())
            page.append("Nests one of ").append(String.join(", ", nests)).append(".\n\n");
        page.append("| attribute | value | default | meaning |\n| --- | --- | --- | --- |\n");
        for (var attribute : attributes) {
            page.append("| `%s` | %s | %s | %s |\n"
                    .formatted(
                            attribute.name(),
                            attribute.type().words(),
                            attribute.fallback().map(text -> "`" + text + "`").orElse("none"),
                            attribute.meaning()));
        }
        return page.toString();
    }
}

package io.ringflow.ivr.command;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Everything that is to be known about a command without running it: where it may stand, what it may say, how it is
 * made. Immutable. The reader and the documentation have no other source.
 *
 * @param element its name in documents, in the dialect's own case
 * @param nests elements of which one may stand inside it
 * @param text what its content is; empty: it has none
 * @param meaning one sentence for the documentation
 */
public record CommandSpec<C extends Command>(
        Class<C> type,
        String element,
        Set<Role> roles,
        String meaning,
        List<Attribute<?>> attributes,
        List<String> nests,
        Optional<ValueType<String>> text,
        Function<CommandInput, C> maker) {

    public CommandSpec {
        roles = Set.copyOf(roles);
        attributes = List.copyOf(attributes);
        nests = List.copyOf(nests);
    }

    public static <C extends Command> Builder<C> of(Class<C> type, String element, Role first, Role... others) {
        return new Builder<>(type, element, EnumSet.of(first, others));
    }

    public boolean mayBe(Role role) {
        return roles.contains(role);
    }

    public Optional<Attribute<?>> attribute(String name) {
        return attributes.stream().filter(a -> a.name().equalsIgnoreCase(name)).findFirst();
    }

    /** Its section of the commands page. */
    public String documentation() {
        var page = new StringBuilder("## `<" + element + ">`\n\n" + meaning + "\n\n");
        page.append("* Stands as: ").append(rolesInWords()).append("\n");
        page.append("* Content: ")
                .append(text.map(ValueType::words).orElse("none"))
                .append("\n");
        page.append("* Nests: ")
                .append(nests.isEmpty() ? "nothing" : "one of " + String.join(", ", nests))
                .append("\n");
        if (attributes.isEmpty()) return page.toString();
        page.append("\n| attribute | value | default | meaning |\n| --- | --- | --- | --- |\n");
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

    private String rolesInWords() {
        return roles.stream().sorted().map(Role::word).collect(Collectors.joining(", "));
    }

    /** Collects a spec. */
    public static final class Builder<C extends Command> {

        private final Class<C> type;
        private final String element;
        private final Set<Role> roles;
        private String meaning = "";
        private List<Attribute<?>> attributes = List.of();
        private List<String> nests = List.of();
        private Optional<ValueType<String>> text = Optional.empty();

        private Builder(Class<C> type, String element, Set<Role> roles) {
            this.type = type;
            this.element = element;
            this.roles = roles;
        }

        public Builder<C> meaning(String sentence) {
            meaning = sentence;
            return this;
        }

        public Builder<C> attributes(Attribute<?>... all) {
            attributes = List.of(all);
            return this;
        }

        /** One of these may stand inside. */
        public Builder<C> nests(String... elements) {
            nests = List.of(elements);
            return this;
        }

        /** Its content, required and trimmed. */
        public Builder<C> text(ValueType<String> content) {
            text = Optional.of(content);
            return this;
        }

        public CommandSpec<C> build(Function<CommandInput, C> maker) {
            return new CommandSpec<>(type, element, roles, meaning, attributes, nests, text, maker);
        }
    }
}

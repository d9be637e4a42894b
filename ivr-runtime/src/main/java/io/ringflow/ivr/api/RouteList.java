package io.ringflow.ivr.api;

import java.util.List;
import java.util.stream.Collectors;

/** Prints the list of routes of {@code docs/api.md}; all the rest of them is in the OpenAPI description. Pure. */
final class RouteList {

    private RouteList() {}

    static String page(List<Route<?, ?>> routes) {
        var page = new StringBuilder();
        for (var section : Section.values()) {
            var own =
                    routes.stream().filter(route -> route.section() == section).toList();
            if (own.isEmpty()) continue;
            page.append("### ")
                    .append(section.title())
                    .append("\n\n")
                    .append(section.meaning())
                    .append(".\n\n");
            page.append("| route | takes | answers | |\n| --- | --- | --- | --- |\n");
            own.forEach(route -> page.append(row(route)));
            page.append('\n');
        }
        return page.toString().stripTrailing() + "\n";
    }

    private static String row(Route<?, ?> route) {
        return "| `%s %s` | %s | %s | %s |\n"
                .formatted(route.method(), route.path().text(), takes(route), answers(route.output()), route.meaning());
    }

    private static String takes(Route<?, ?> route) {
        String query = Shapes.of(route.query()).memberNames().stream()
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(", "));
        String body =
                switch (route.input()) {
                    case Input.None _ -> "";
                    case Input.Json<?> object -> "`" + object.type().getSimpleName() + "`";
                    case Input.Flow _ -> "XML";
                    case Input.Sound _ -> "octets";
                };
        return query.isEmpty() || body.isEmpty() ? query + body : query + "; " + body;
    }

    private static String answers(Output output) {
        String what = output.type()
                .map(type -> " `" + type.getSimpleName() + "`")
                .orElse(output.contentType().startsWith("text/") ? " text" : "");
        return output.status() + what;
    }
}

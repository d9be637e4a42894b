package io.ringflow.ivr.flow;

import io.ringflow.ivr.application.Application;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * Where a notification goes, or why it may not go there (D20). Pure.
 *
 * <p>The shape is {@code <application URL>/<segment>?<its own query>&<parameters>}. The dialect's document prints a
 * slash before the question mark, its platform code prints none; routers of the applications in the field take both.
 * We send none, as the platform's code does.
 *
 * <p>A relative target resolves below the registered URL, with or without a leading slash, and cannot leave it by
 * {@code ..}. An absolute one may only name a host of the application's allow-list or one its operator registered.
 */
public sealed interface FlowUrl {

    /** A URL that may be asked. */
    record Allowed(URI uri) implements FlowUrl {}

    /** A target that is not followed, and why. */
    record Refused(String reason) implements FlowUrl {}

    /** Longest URL that is sent: common servers refuse more. */
    int MAX_LENGTH = 8_000;

    /**
     * Resolves a notification's target.
     *
     * @param base the application's URL or its fallback, which may have a query of its own
     * @param target as the application wrote it
     */
    static FlowUrl of(Application application, URI base, String target, SequencedMap<String, String> parameters) {
        return of(application, base, target, query(parameters));
    }

    /** The same with parameters that are a {@link #query} already. */
    static FlowUrl of(Application application, URI base, String target, String parameters) {
        String text = target.strip();
        if (UrlText.holdsControl(text)) return new Refused("control character in the URL");
        text = UrlText.withoutFragment(text);
        if (text.startsWith("//") || text.startsWith("\\")) return new Refused("URL names a host without a scheme");
        return UrlText.hasScheme(text) ? absolute(application, base, text, parameters) : below(base, text, parameters);
    }

    private static FlowUrl absolute(Application application, URI base, String text, String parameters) {
        URI uri;
        try {
            uri = URI.create(UrlText.legal(text));
        } catch (IllegalArgumentException _) {
            return new Refused("not a URL");
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) return new Refused("scheme is neither http nor https");
        if (uri.getHost() == null) return new Refused("URL without a host");
        if (uri.getRawUserInfo() != null) return new Refused("user name in the URL");
        if (!mayName(application, uri)) return new Refused("host " + uri.getHost() + " is not on the allow-list");

        // A stand-in can only be asked for what has a place below it.
        if (!base.equals(application.url())) {
            Optional<String> relative = relative(application.url(), uri);
            return relative.isPresent()
                    ? below(base, relative.get(), parameters)
                    : new Refused("URL is not below the application's");
        }
        Optional<String> path =
                UrlText.withoutDots(Optional.ofNullable(uri.getRawPath()).orElse(""));
        if (path.isEmpty()) return new Refused("URL leaves its root");
        return assembled(uri, path.get().isEmpty() ? "/" : path.get(), uri.getRawQuery(), parameters);
    }

    private static FlowUrl below(URI base, String text, String parameters) {
        int question = text.indexOf('?');
        String path = UrlText.legal(question < 0 ? text : text.substring(0, question));
        String query = question < 0 ? "" : UrlText.legal(text.substring(question + 1));
        if (UrlText.hidesControl(path)) return new Refused("control character in the path");
        Optional<String> segments = UrlText.withoutDots(path.startsWith("/") ? path.substring(1) : path);
        if (segments.isEmpty()) return new Refused("URL leaves the application's");

        String root = Optional.ofNullable(base.getRawPath()).orElse("");
        while (root.endsWith("/")) root = root.substring(0, root.length() - 1);
        return assembled(base, root + "/" + segments.get(), UrlText.joined(base.getRawQuery(), query), parameters);
    }

    private static FlowUrl assembled(URI root, String path, String ownQuery, String parameters) {
        String query = UrlText.joined(ownQuery, parameters);
        String url = root.getScheme() + "://" + root.getRawAuthority() + path + (query.isEmpty() ? "" : "?" + query);
        if (url.length() > MAX_LENGTH) return new Refused("URL longer than " + MAX_LENGTH + " characters");
        return new Allowed(URI.create(url));
    }

    /** Parameters as a query string: UTF-8, percent-encoded, a space as {@code %20}. */
    static String query(Map<String, String> parameters) {
        var out = new StringBuilder();
        parameters.forEach((name, value) -> out.append(out.isEmpty() ? "" : "&")
                .append(UrlText.encoded(name))
                .append('=')
                .append(UrlText.encoded(value)));
        return out.toString();
    }

    private static Optional<String> relative(URI base, URI uri) {
        String root = base.toString().endsWith("/") ? base.toString() : base + "/";
        return uri.toString().startsWith(root)
                ? Optional.of(uri.toString().substring(root.length()))
                : Optional.empty();
    }

    private static boolean mayName(Application application, URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        String hostAndPort = host + ":" + uri.getPort();
        var registered = Stream.concat(
                        Stream.of(application.url()),
                        Stream.concat(application.fallbackUrl().stream(), application.errorUrl().stream()))
                .map(URI::getHost);
        return application.allowedHosts().contains(host)
                || application.allowedHosts().contains(hostAndPort)
                || registered.anyMatch(host::equalsIgnoreCase);
    }
}

package io.ringflow.media.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The codecs that can be offered, by name. Immutable; shared. */
public final class CodecCatalog {
    private static final Logger LOG = LoggerFactory.getLogger(CodecCatalog.class);

    private final TreeMap<String, Codec> codecs = new TreeMap<>();

    public CodecCatalog(List<Codec> codecs) {
        for (Codec codec : codecs) {
            this.codecs.put(key(codec.name()), codec);
        }
    }

    /** Every codec found by service loading. One that can't be loaded is left out, and says so in the log. */
    public static CodecCatalog standard() {
        List<Codec> found = new ArrayList<>();
        var providers = ServiceLoader.load(Codec.class, CodecCatalog.class.getClassLoader()).stream()
                .iterator();
        while (providers.hasNext()) {
            var provider = providers.next();
            try {
                found.add(provider.get());
            } catch (ServiceConfigurationError e) {
                LOG.warn("codec {} is not offered: {}", provider.type().getSimpleName(), e.getMessage());
            }
        }
        return new CodecCatalog(found);
    }

    /** By encoding name, in any case. */
    public Optional<Codec> find(String name) {
        return Optional.ofNullable(codecs.get(key(name)));
    }

    /**
     * The codecs of these names, in this order.
     *
     * @throws IllegalArgumentException when one is not known, or twice in the list, or there is none
     */
    public List<Codec> named(List<String> names) {
        List<Codec> chosen = new ArrayList<>();
        for (String name : names) {
            Codec codec = find(name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "unknown codec \"" + name + "\"; known: " + String.join(", ", codecs.keySet())));
            if (chosen.contains(codec)) {
                throw new IllegalArgumentException("codec \"" + name + "\" is named twice");
            }
            chosen.add(codec);
        }
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("no codec is named; known: " + String.join(", ", codecs.keySet()));
        }
        return List.copyOf(chosen);
    }

    @Override
    public String toString() {
        return codecs.values().stream().map(Codec::name).collect(Collectors.joining(", "));
    }

    private static String key(String name) {
        return name.strip().toUpperCase(Locale.ROOT);
    }
}

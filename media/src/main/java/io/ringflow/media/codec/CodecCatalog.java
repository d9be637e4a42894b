package io.ringflow.media.codec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The codecs that can be offered. Immutable; shared.
 *
 * <p>A codec is named by its key ({@code SPEEX/16000}), by name and clock rate, or by its name alone, which stands for
 * all of that name, those with more bandwidth first.
 */
public final class CodecCatalog {
    private static final Logger LOG = LoggerFactory.getLogger(CodecCatalog.class);

    private static final String COMFORT_NOISE = "CN";

    private final Map<String, Codec> codecs = new TreeMap<>();
    private final Map<String, String> unavailable;

    public CodecCatalog(List<Codec> codecs) {
        this(codecs, Map.of());
    }

    /** @param unavailable keys of codecs that are known and can't be had here, and why */
    private CodecCatalog(List<Codec> codecs, Map<String, String> unavailable) {
        for (Codec codec : codecs) {
            Codec first = this.codecs.putIfAbsent(key(codec.key()), codec);
            if (first != null) {
                LOG.warn(
                        "codec {} of {} is not offered: {} came first",
                        codec.key(),
                        codec.getClass(),
                        first.getClass());
            }
        }
        this.unavailable = new TreeMap<>(unavailable);
        this.unavailable.keySet().removeAll(this.codecs.keySet());
    }

    /** Every codec found by service loading. One that can't be had is left out, and says so in the log. */
    public static CodecCatalog standard() {
        return Standard.CATALOG;
    }

    /** Looked for once, when it is asked for first. */
    private static final class Standard {
        static final CodecCatalog CATALOG = loaded(CodecCatalog.class.getClassLoader());
    }

    static CodecCatalog loaded(ClassLoader loader) {
        List<Codec> found = new ArrayList<>();
        Map<String, String> unavailable = new LinkedHashMap<>();
        for (var provider : ServiceLoader.load(Codec.class, loader).stream().toList()) {
            String type = provider.type().getSimpleName();
            try {
                found.add(provider.get());
            } catch (ServiceConfigurationError e) {
                if (e.getCause() instanceof CodecUnavailable known) {
                    unavailable.put(key(known.key()), String.valueOf(known.getMessage()));
                    LOG.info("codec {} is not offered: {}", known.key(), known.getMessage());
                } else {
                    LOG.warn("codec {} is not offered: {}", type, e.getMessage(), e.getCause());
                }
            }
        }
        return new CodecCatalog(found, unavailable);
    }

    /**
     * What is named in a configuration: codecs as {@link #named} reads them, and {@code CN} for comfort noise.
     *
     * @throws IllegalArgumentException as {@link #named}
     */
    public OfferedCodecs offered(List<String> names) {
        List<String> audio =
                names.stream().filter(name -> !key(name).equals(COMFORT_NOISE)).toList();
        return new OfferedCodecs(named(audio), audio.size() < names.size());
    }

    /** The codecs meant by a key or a name, in any case; widest first. */
    public List<Codec> find(String name) {
        String wanted = key(name);
        return codecs.values().stream()
                .filter(codec -> names(codec).contains(wanted))
                .sorted(Comparator.comparingInt(Codec::sampleRate).reversed())
                .toList();
    }

    /**
     * The codecs of these names, in this order, without those that are known and can't be had here.
     *
     * @throws IllegalArgumentException when one is not known, or twice in the list, or none is left
     */
    public List<Codec> named(List<String> names) {
        Set<Codec> chosen = new LinkedHashSet<>();
        for (String name : names) {
            List<Codec> meant = find(name);
            if (meant.isEmpty() && !isUnavailable(name)) {
                throw new IllegalArgumentException(
                        "unknown codec \"" + name + "\"; known: " + String.join(", ", known()));
            }
            for (Codec codec : meant) {
                if (!chosen.add(codec)) {
                    throw new IllegalArgumentException("codec \"" + name + "\" is named twice");
                }
            }
        }
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException(
                    "no codec is named that can be had; there are: " + String.join(", ", codecs.keySet()));
        }
        return List.copyOf(chosen);
    }

    private boolean isUnavailable(String name) {
        String wanted = key(name);
        return unavailable.keySet().stream().anyMatch(key -> key.equals(wanted) || key.startsWith(wanted + "/"));
    }

    private Set<String> known() {
        Set<String> keys = new TreeSet<>(codecs.keySet());
        keys.addAll(unavailable.keySet());
        return keys;
    }

    private static List<String> names(Codec codec) {
        String name = key(codec.name());
        return Stream.of(key(codec.key()), name, name + "/" + codec.clockRate()).toList();
    }

    @Override
    public String toString() {
        return String.join(", ", codecs.keySet());
    }

    private static String key(String name) {
        return name.strip().toUpperCase(Locale.ROOT);
    }
}

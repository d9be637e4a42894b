package io.ringflow.sip.guard;

import java.util.List;
import java.util.Locale;

/** Knows the User-Agent of the usual scanners, to which silence is the best answer. */
public final class ScannerFilter {
    private static final List<String> KNOWN = List.of(
            "friendly-scanner",
            "sipvicious",
            "sipcli",
            "sip-scan",
            "sipsak-scan",
            "sundayddr",
            "vaxsipuseragent",
            "pplsip");

    private ScannerFilter() {}

    public static boolean isScanner(String userAgent) {
        String lower = userAgent.toLowerCase(Locale.ROOT);
        return KNOWN.stream().anyMatch(lower::contains);
    }
}

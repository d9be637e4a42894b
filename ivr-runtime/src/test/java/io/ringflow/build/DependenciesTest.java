package io.ringflow.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Threat W20: a library changes when somebody changes its version here, and by nothing else. */
class DependenciesTest {

    private static final Pattern VERSION = Pattern.compile("<(?:version|[\\w.-]+\\.version)>([^<]*)</");
    private static final Pattern MOVING = Pattern.compile(".*(SNAPSHOT|LATEST|RELEASE|[\\[\\](,)]).*");

    @Test
    void everyVersionIsFixed() throws IOException {
        var versions = new ArrayList<String>();
        try (var files = Files.walk(Path.of(".."), 2)) {
            for (Path pom : files.filter(file -> file.endsWith("pom.xml")).toList()) {
                String text = Files.readString(pom).replaceAll("(?s)<configuration>.*?</configuration>", "");
                VERSION.matcher(text).results().forEach(found -> versions.add(found.group(1)));
            }
        }
        assertThat(versions).hasSizeGreaterThan(20);
        // The project's own is a snapshot until it is released.
        assertThat(versions.stream().filter(version -> !version.equals(own())))
                .noneMatch(version -> MOVING.matcher(version).matches());
    }

    @Test
    void whatLooksThingsUpInLogMessagesIsNotThere() {
        assertThat(System.getProperty("java.class.path")).doesNotContain("log4j-core");
    }

    private static String own() {
        try {
            var found = Pattern.compile("<artifactId>ringflow[\\w-]*</artifactId>\\s*<version>([^<]*)<")
                    .matcher(Files.readString(Path.of("../pom.xml")));
            return found.find() ? found.group(1) : "";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

package io.ringflow.ivr.flow;

import io.ringflow.ivr.application.Application;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The documents that run when nobody answers: the application's file, then the built-in apology. Immutable. */
final class SurvivalFlow {

    private static final Logger LOG = LoggerFactory.getLogger(SurvivalFlow.class);
    private static final String RESOURCE = "survival.xml";

    private final byte[] builtIn;

    SurvivalFlow(String apologyPrompt) {
        builtIn = template().replace("{prompt}", escaped(apologyPrompt)).getBytes(StandardCharsets.UTF_8);
    }

    /** Document that always reads. */
    byte[] builtIn() {
        return builtIn.clone();
    }

    /** The application's own file, read anew so that an edit counts from the next call. */
    Optional<byte[]> of(Application application) {
        if (application.survivalFlow().isEmpty()) return Optional.empty();
        Path file = application.survivalFlow().get();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] document = in.readNBytes(ApplicationHttp.MAX_BODY + 1);
            if (document.length <= ApplicationHttp.MAX_BODY) return Optional.of(document);
            LOG.warn("application {}: survival flow {} is larger than 64 kB", application.name(), file);
        } catch (IOException e) {
            LOG.warn("application {}: survival flow {} can not be read: {}", application.name(), file, e.toString());
        }
        return Optional.empty();
    }

    private static String template() {
        try (InputStream in = SurvivalFlow.class.getResourceAsStream(RESOURCE)) {
            if (in == null) throw new IllegalStateException(RESOURCE + " is missing");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}

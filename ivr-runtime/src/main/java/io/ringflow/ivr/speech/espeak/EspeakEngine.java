package io.ringflow.ivr.speech.espeak;

import io.ringflow.ivr.speech.SpeechEngine;
import io.ringflow.ivr.speech.SpeechFailure;
import io.ringflow.ivr.speech.SpeechFailure.Kind;
import io.ringflow.ivr.speech.SpeechPcm;
import io.ringflow.ivr.speech.SpeechSettings;
import io.ringflow.ivr.speech.Utterance;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Runs espeak-ng once a text: the text goes in by standard input, the sound comes out by standard output, both bounded,
 * and a deadline ends the program. Thread-safe.
 */
final class EspeakEngine implements SpeechEngine {

    /** The program makes 22 050 samples a second. */
    private static final int RATE = 22_050;

    private static final int HEADER = 44;
    private static final int MOST_COMPLAINT = 300;
    /** A voice is a name of its own, no path that the program would look for. */
    private static final Pattern VOICE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_+.-]{0,63}");

    private final SpeechSettings settings;
    private final String path;
    private final ScheduledExecutorService timer;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();

    /** @param path directories of programs */
    EspeakEngine(SpeechSettings settings, @Nullable String path, ScheduledExecutorService timer) {
        this.settings = settings;
        this.path = path == null ? "" : path;
        this.timer = timer;
    }

    @Override
    public String fingerprint() {
        return "espeak " + settings.espeak().command();
    }

    @Override
    public Optional<String> missing() {
        return program().isPresent() ? Optional.empty() : Optional.of(notInstalled());
    }

    @Override
    public SpeechPcm speak(Utterance utterance) {
        if (!VOICE.matcher(EspeakVoice.voice(utterance)).matches()) {
            throw new SpeechFailure(Kind.REFUSED, "espeak-ng has no voice of that name");
        }
        var program = program().orElseThrow(() -> new SpeechFailure(Kind.UNAVAILABLE, notInstalled()));
        var process = start(program, utterance);
        running.add(process);
        var late = new AtomicBoolean();
        var deadline = timer.schedule(
                () -> {
                    late.set(true);
                    process.destroyForcibly();
                },
                settings.timeout().toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            var sound = sound(process, utterance);
            return SpeechPcm.ofWave(sound);
        } catch (IOException | SpeechFailure failure) {
            if (late.get()) throw new SpeechFailure(Kind.TIMEOUT, "espeak-ng took longer than " + settings.timeout());
            if (failure instanceof SpeechFailure said) throw said;
            throw new SpeechFailure(Kind.FAILED, "espeak-ng failed: " + failure.getMessage(), failure);
        } finally {
            deadline.cancel(false);
            process.destroyForcibly();
            running.remove(process);
        }
    }

    @Override
    public void close() {
        running.forEach(Process::destroyForcibly);
    }

    private byte[] sound(Process process, Utterance utterance) throws IOException {
        try (var in = process.getOutputStream()) {
            in.write(EspeakVoice.text(utterance).getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            // It ended before it read all: its exit code says why.
        }
        int most = HEADER + 2 * settings.mostSamples(RATE);
        var sound = process.getInputStream().readNBytes(most + 1);
        if (sound.length > most) throw new SpeechFailure(Kind.TOO_LONG, "more sound than " + settings.longest());
        var complaint = new String(process.getErrorStream().readNBytes(MOST_COMPLAINT), StandardCharsets.UTF_8);
        int exit = exitCode(process);
        if (exit == 0) return sound;
        throw new SpeechFailure(
                complaint.contains("voice does not exist") ? Kind.REFUSED : Kind.FAILED,
                "espeak-ng ended with %d: %s".formatted(exit, complaint.strip().replaceAll("\\p{Cntrl}+", " ")));
    }

    private static int exitCode(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            throw new SpeechFailure(Kind.UNAVAILABLE, "the server stops", e);
        }
    }

    private Process start(Path program, Utterance utterance) {
        List<String> words = new ArrayList<>();
        words.add(program.toString());
        words.addAll(EspeakVoice.arguments(utterance));
        var builder = new ProcessBuilder(words);
        // Our environment holds secrets.
        builder.environment().keySet().removeIf(name -> !name.equals("ESPEAK_DATA_PATH"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        try {
            return builder.start();
        } catch (IOException e) {
            throw new SpeechFailure(Kind.UNAVAILABLE, "espeak-ng can not be started: " + e.getMessage(), e);
        }
    }

    private Optional<Path> program() {
        var command = settings.espeak().command();
        if (command.contains("/")) return Optional.of(Path.of(command)).filter(Files::isExecutable);
        for (var directory : path.split(File.pathSeparator)) {
            if (directory.isEmpty()) continue;
            var program = Path.of(directory, command);
            if (Files.isExecutable(program)) return Optional.of(program);
        }
        return Optional.empty();
    }

    private String notInstalled() {
        return "no speech: " + settings.espeak().command()
                + " is not installed (Debian: apt-get install espeak-ng), or set speech.provider";
    }
}

package io.ringflow.ivr.api;

import io.ringflow.ivr.api.Route.NoQuery;
import io.ringflow.ivr.prompt.UploadedPrompts;
import io.ringflow.ivr.rest.MediaFileUpload;
import io.ringflow.ivr.rest.RestError;
import io.ringflow.ivr.rest.RestRefused;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/** The prompts that applications sent us. Thread-safe. */
final class PromptResource {

    private static final String ALL = "/v1/applications/{applicationId}/prompts";
    private static final String ONE = ALL + "/{name}";

    private final UploadedPrompts prompts;
    private final MediaFileUpload uploads;

    PromptResource(UploadedPrompts prompts, MediaFileUpload uploads) {
        this.prompts = prompts;
        this.uploads = uploads;
    }

    record Prompts(
            @Field("Names, as documents have them, in order")
            List<String> files) {}

    record UploadQuery(
            @Field("What it is to be called: .wav or .mp3, or .zip if it holds such")
            String name) {}

    List<Route<?, ?>> routes() {
        return List.of(
                Route.get(ALL, "listPrompts")
                        .answers(Prompts.class)
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .by(Section.PROMPTS, "The prompts that an application sent.", this::list),
                Route.post(ALL, "uploadPrompts")
                        .with(UploadQuery.class)
                        .takes(new Input.Sound())
                        .answers(Output.json(201, Prompts.class))
                        .fails(
                                RestError.NO_SUCH_APPLICATION,
                                RestError.NOT_A_SOUND,
                                RestError.BAD_FILE_NAME,
                                RestError.BAD_ZIP,
                                RestError.NO_SPACE)
                        .by(
                                Section.PROMPTS,
                                "Takes a wav or mp3 file, or a zip of such without directories: 20 MB, and 100 MB or 500"
                                        + " files unpacked. Each is read as it would be played; then they take the place"
                                        + " of those of the same names together. The answer has their names.",
                                this::upload),
                Route.get(ONE, "getPrompt")
                        .answers(Output.text("application/octet-stream"))
                        .fails(RestError.NO_SUCH_APPLICATION, RestError.NO_SUCH_FILE)
                        .by(Section.PROMPTS, "A prompt, as it was sent.", this::get),
                Route.delete(ONE, "deletePrompt")
                        .fails(RestError.NO_SUCH_APPLICATION, RestError.NO_SUCH_FILE)
                        .by(
                                Section.PROMPTS,
                                "Deletes a prompt; calls that play it go on with it. One of the same name that the server"
                                        + " has for everybody is heard again.",
                                this::delete));
    }

    private Reply list(Ask<NoQuery, Input.None> ask) {
        var application = ask.tenant().application(ask.at("applicationId"));
        return Reply.of(new Prompts(prompts.of(application.id())));
    }

    private Reply upload(Ask<UploadQuery, MediaFileUpload.Received> ask) {
        var application = ask.tenant().application(ask.at("applicationId"));
        return Reply.of(new Prompts(uploads.publish(application, ask.query().name(), ask.body())));
    }

    private Reply get(Ask<NoQuery, Input.None> ask) {
        var application = ask.tenant().application(ask.at("applicationId"));
        var file = prompts.file(application.id(), ask.at("name"))
                .orElseThrow(() -> new RestRefused(RestError.NO_SUCH_FILE));
        try {
            return Reply.streamed(new Sent(Files.newInputStream(file)));
        } catch (IOException deleted) {
            throw new RestRefused(RestError.NO_SUCH_FILE);
        }
    }

    /** A file on its way; it goes to its end though it is replaced meanwhile. */
    private record Sent(InputStream sound) implements Reply.Stream {
        @Override
        public void writeTo(OutputStream target) throws IOException {
            sound.transferTo(target);
        }

        @Override
        public void close() {
            try {
                sound.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Reply delete(Ask<NoQuery, Input.None> ask) {
        var application = ask.tenant().application(ask.at("applicationId"));
        try {
            if (prompts.delete(application.id(), ask.at("name"))) return Reply.NOTHING;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new RestRefused(RestError.NO_SUCH_FILE);
    }
}

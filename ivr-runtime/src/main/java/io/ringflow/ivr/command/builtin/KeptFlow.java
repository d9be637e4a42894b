package io.ringflow.ivr.command.builtin;

import io.ringflow.ivr.command.Prompt;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An {@code EnterCCS} as a document that can be kept, for a caller who is called back, perhaps by the next server: any reader
 * makes the same of it. Without the queue, priority, agent and level, which are of the place. Pure.
 */
final class KeptFlow {

    private KeptFlow() {}

    static String of(CentreTerms terms) {
        var said = new LinkedHashMap<String, String>();
        said.put("timeout", Long.toString(terms.timeout().toSeconds()));
        said.put("queuetimes", Integer.toString(terms.renewals()));
        terms.promptVoice().ifPresent(file -> said.put("promptvoice", file));
        terms.quitUrl().ifPresent(url -> said.put("quiturl", url));
        terms.agentHangupUrl().ifPresent(url -> said.put("agenthangupurl", url));
        terms.userHangupUrl().ifPresent(url -> said.put("userhangupurl", url));
        terms.answerPrompt().ifPresent(file -> said.put("answerprompt", file));
        said.put("record", Boolean.toString(terms.record()));
        said.put("callbackkey", terms.callBackKeys().toString());
        said.put("lang", terms.voice().language());
        said.put("voice", terms.voice().voice());
        var text = new StringBuilder("<Response>");
        open(text, "EnterCCS", said);
        terms.prompt().ifPresent(prompt -> write(text, prompt));
        return text.append("</EnterCCS></Response>").toString();
    }

    private static void write(StringBuilder text, Prompt prompt) {
        var said = new LinkedHashMap<String, String>();
        said.put("loop", Integer.toString(prompt.loop()));
        said.put("finishkey", prompt.finishKeys().toString());
        switch (prompt) {
            case Play play -> {
                said.put("isrecord", Boolean.toString(play.recording()));
                element(text, "Play", said, play.file());
            }
            case PlayTts speech -> {
                var voice = speech.utterance();
                said.put("lang", voice.language());
                said.put("voice", voice.voice());
                said.put("speed", Integer.toString(voice.speed()));
                said.put("volume", Integer.toString(voice.volume()));
                said.put("pitch", Integer.toString(voice.pitch()));
                element(text, "PlayTTS", said, voice.text());
            }
            default -> throw new IllegalStateException("<" + prompt.spec().element() + "> is not nested in <EnterCCS>");
        }
    }

    private static void element(StringBuilder text, String name, Map<String, String> attributes, String content) {
        open(text, name, attributes);
        text.append(escaped(content)).append("</").append(name).append('>');
    }

    /** An empty attribute is the same as none. */
    private static void open(StringBuilder text, String name, Map<String, String> attributes) {
        text.append('<').append(name);
        attributes.forEach((attribute, value) -> {
            if (!value.isEmpty()) {
                text.append(' ')
                        .append(attribute)
                        .append("=\"")
                        .append(escaped(value))
                        .append('"');
            }
        });
        text.append('>');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

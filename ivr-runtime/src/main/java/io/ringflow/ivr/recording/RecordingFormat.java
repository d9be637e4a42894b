package io.ringflow.ivr.recording;

/** Kinds of file; the constant's name in lower case is the file's extension, and the word in documents. */
public enum RecordingFormat {
    WAV("audio/wav"),
    MP3("audio/mpeg");

    private final String contentType;

    RecordingFormat(String contentType) {
        this.contentType = contentType;
    }

    public String contentType() {
        return contentType;
    }

    public String extension() {
        return this == WAV ? ".wav" : ".mp3";
    }
}

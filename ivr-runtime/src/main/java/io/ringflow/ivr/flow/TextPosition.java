package io.ringflow.ivr.flow;

import javax.xml.stream.Location;

/**
 * A place in a document, for people.
 *
 * @param line from 1
 * @param column from 1, in characters
 */
record TextPosition(int line, int column) {

    /** Where the tag begins that the parser has just read. The parser itself only tells where it has come to. */
    static TextPosition ofTag(String text, Location parser) {
        int reached = offset(text, parser);
        int end = text.lastIndexOf('>', Math.min(reached, text.length() - 1));
        int begin = Math.max(0, text.lastIndexOf('<', end));
        int line = 1;
        int lineStart = 0;
        for (int newline = text.indexOf('\n');
                newline >= 0 && newline < begin;
                newline = text.indexOf('\n', lineStart)) {
            line++;
            lineStart = newline + 1;
        }
        return new TextPosition(line, begin - lineStart + 1);
    }

    private static int offset(String text, Location parser) {
        int lineStart = 0;
        for (int line = 1; line < parser.getLineNumber(); line++) {
            lineStart = text.indexOf('\n', lineStart) + 1;
            if (lineStart == 0) return text.length() - 1;
        }
        return Math.max(0, lineStart + parser.getColumnNumber() - 1);
    }
}

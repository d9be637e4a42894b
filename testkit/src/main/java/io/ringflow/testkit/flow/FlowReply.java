package io.ringflow.testkit.flow;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the application server answers one request: well, late, in pieces, wrongly, or never. A value. */
public sealed interface FlowReply {

    /** A whole answer; with {@code close} the connection is closed after it, without having said so. */
    record Document(int status, Map<String, String> headers, String body, boolean close) implements FlowReply {
        public Document with(String header, String value) {
            var more = new LinkedHashMap<>(headers);
            more.put(header, value);
            return new Document(status, more, body, close);
        }

        public Document thenClosing() {
            return new Document(status, headers, body, true);
        }
    }

    /** Takes the request and says nothing, until the peer or the test gives up. */
    record Hang() implements FlowReply {}

    /** Closes the connection instead of answering. */
    record Close() implements FlowReply {}

    /** The whole answer octet by octet: from the status line on, or from the body on. */
    record Drip(Document document, Duration between, boolean headersToo) implements FlowReply {}

    /** Declares the whole length, sends a part of the body and closes. */
    record CutOff(Document document, int octets) implements FlowReply {}

    /** Well-formed XML of at least so many octets, most of it a comment. */
    record Huge(long octets) implements FlowReply {}

    /** Chunk after chunk without an end. */
    record Endless() implements FlowReply {}

    /** Another answer after a time: real time, in which the request counts as held. */
    record Late(Duration after, FlowReply reply) implements FlowReply {}

    /** 200 with a flow document. */
    static Document xml(String xml) {
        return new Document(200, Map.of("Content-Type", "text/xml; charset=UTF-8"), xml, false);
    }

    /** 200 with a flow document of these commands: {@code response("<Hangup/>")}. */
    static Document response(String commands) {
        return xml("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response>" + commands + "</Response>\n");
    }

    static Document status(int status) {
        return new Document(status, Map.of("Content-Type", "text/plain"), "status " + status + "\n", false);
    }

    static Document redirect(int status, String location) {
        return new Document(status, Map.of("Location", location), "", false);
    }

    static FlowReply redirect302(String location) {
        return redirect(302, location);
    }

    static Document empty() {
        return xml("");
    }

    static Document notXml() {
        return new Document(
                200, Map.of("Content-Type", "text/html"), "<html><body><p>It works!<br></body></html>\n", false);
    }

    static Document entityBomb() {
        var bomb = new StringBuilder("<?xml version=\"1.0\"?>\n<!DOCTYPE Response [\n<!ENTITY a \"ringringring\">\n");
        for (char c = 'b'; c <= 'j'; c++) {
            bomb.append("<!ENTITY ").append(c).append(" \"").append(("&" + (char) (c - 1) + ";").repeat(10));
            bomb.append("\">\n");
        }
        return xml(bomb + "]>\n<Response><Play>&j;</Play></Response>\n");
    }

    /** A document that asks the parser to read a file of the machine. */
    static Document externalEntity(String systemId) {
        return xml("<?xml version=\"1.0\"?>\n<!DOCTYPE Response [<!ENTITY x SYSTEM \"" + systemId
                + "\">]>\n<Response><Play>&x;</Play></Response>\n");
    }

    static FlowReply hang() {
        return new Hang();
    }

    static FlowReply closeAfterRequest() {
        return new Close();
    }

    static FlowReply dripping(String xml, Duration between) {
        return new Drip(xml(xml), between, false);
    }

    static FlowReply slowHeaders(Duration between) {
        return new Drip(response("<CmdNone/>"), between, true);
    }

    /** Half of the document, then the end of the connection. */
    static FlowReply cutOff(String xml) {
        return new CutOff(xml(xml), xml.length() / 2);
    }

    static FlowReply huge(long octets) {
        return new Huge(octets);
    }

    static FlowReply huge() {
        return new Huge(50_000_000);
    }

    static FlowReply endlessChunked() {
        return new Endless();
    }

    static FlowReply late(Duration after, FlowReply reply) {
        return new Late(after, reply);
    }
}

package io.ringflow.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The requests and answers of one dialog as bytes, written from templates (RFC 3261 §8, §12). Owned by its call. */
final class DialogText {

    private final String local;
    private final String callId;
    private final String branch;
    private final String from;
    private final String uri;

    private String to;
    private String remoteTarget;
    private List<String> routes = List.of();
    private int sequence = 1;

    /**
     * @param uri the request URI of the INVITE
     * @param local our host and port, as in Via and Contact
     * @param number makes the call's identifiers, unique among all runs
     */
    DialogText(String uri, String local, String number) {
        this.uri = uri;
        this.local = local;
        callId = number + "@" + local;
        branch = "z9hG4bK" + number;
        from = "<sip:load@" + local + ">;tag=" + number;
        to = "<" + uri + ">";
        remoteTarget = uri;
    }

    /**
     * The dialog of an INVITE that came to us (RFC 3261 §12.1.1), for requests of ours in it.
     *
     * @param number makes our tag and branches, unique among all runs
     */
    DialogText(Message invite, String local, String number) {
        this.local = local;
        callId = invite.callId();
        branch = "z9hG4bK" + number;
        from = invite.header("to") + ";tag=" + number;
        to = invite.header("from");
        uri = invite.contact();
        remoteTarget = uri;
        routes = invite.all("record-route");
    }

    String callId() {
        return callId;
    }

    byte[] invite(String sdp) {
        return request("INVITE", uri, branch + "i", 1, "Content-Type: application/sdp\r\n", sdp);
    }

    /** Takes tag, target and route set of the dialog from a 2xx (RFC 3261 §12.1.2). */
    void answered(Message response) {
        to = response.header("to");
        if (!response.contact().isEmpty()) remoteTarget = response.contact();
        routes = response.all("record-route").reversed();
    }

    byte[] acknowledgeAnswer() {
        return request("ACK", remoteTarget, branch + "a", 1, "", "");
    }

    /** RFC 3261 §17.1.1.3: same branch as the INVITE, To of the response. */
    byte[] acknowledgeFailure(Message response) {
        return text("ACK " + uri, branch + "i", response.header("to"), 1, "ACK", "", "");
    }

    byte[] cancel() {
        return request("CANCEL", uri, branch + "i", 1, "", "");
    }

    byte[] bye() {
        sequence++;
        return request("BYE", remoteTarget, branch + "b", sequence, "", "");
    }

    /** An answer to the INVITE that made this dialog, with our tag. */
    byte[] answerInitial(Message invite, String status, String sdp) {
        return answer(invite, status, local, from.substring(from.lastIndexOf("tag=") + 4), sdp);
    }

    /** An answer to a request of the server. */
    byte[] answer(Message request, String status, String sdp) {
        return answer(request, status, local, "", sdp);
    }

    /**
     * An answer to any request.
     *
     * @param tag completes To when the request is outside a dialog, else empty
     */
    static byte[] answer(Message request, String status, String local, String tag, String sdp) {
        var text = new StringBuilder(512).append("SIP/2.0 ").append(status).append("\r\n");
        for (String via : request.all("via")) text.append("Via: ").append(via).append("\r\n");
        text.append("From: ").append(request.header("from")).append("\r\n");
        text.append("To: ").append(request.header("to"));
        text.append(tag.isEmpty() ? "\r\n" : ";tag=" + tag + "\r\n");
        text.append("Call-ID: ").append(request.callId()).append("\r\n");
        text.append("CSeq: ").append(request.header("cseq")).append("\r\n");
        text.append("Contact: <sip:load@").append(local).append(">\r\n");
        if (!sdp.isEmpty()) text.append("Content-Type: application/sdp\r\n");
        text.append("Content-Length: ").append(sdp.length()).append("\r\n\r\n").append(sdp);
        return bytes(text);
    }

    private byte[] request(String method, String target, String branchId, int cseq, String extra, String body) {
        var header = new StringBuilder(extra);
        for (String route : routes) header.append("Route: ").append(route).append("\r\n");
        return text(method + " " + target, branchId, to, cseq, method, header.toString(), body);
    }

    private byte[] text(
            String line, String branchId, String toValue, int cseq, String method, String extra, String body) {
        var text = new StringBuilder(768)
                .append(line)
                .append(" SIP/2.0\r\nVia: SIP/2.0/UDP ")
                .append(local)
                .append(";rport;branch=")
                .append(branchId)
                .append("\r\nMax-Forwards: 70\r\nFrom: ")
                .append(from)
                .append("\r\nTo: ")
                .append(toValue)
                .append("\r\nCall-ID: ")
                .append(callId)
                .append("\r\nCSeq: ")
                .append(cseq)
                .append(' ')
                .append(method)
                .append("\r\nContact: <sip:load@")
                .append(local)
                .append(">\r\n")
                .append(extra)
                .append("Content-Length: ")
                .append(body.length())
                .append("\r\n\r\n")
                .append(body);
        return bytes(text);
    }

    private static byte[] bytes(StringBuilder text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}

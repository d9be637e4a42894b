package io.ringflow.sip.stack;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.ParserFactory;
import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.SessionDescription;
import io.ringflow.sip.SipFailure;
import io.ringflow.sip.message.Contacts;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.Header;
import org.jspecify.annotations.Nullable;

/** Writes responses in the stack's message model. Stateless. */
final class ResponseWriter {
    private static final Set<String> TARGET_REFRESH = Set.of("INVITE", "UPDATE", "SUBSCRIBE", "REFER");

    private final String server;

    ResponseWriter(String server) {
        this.server = server;
    }

    SIPResponse write(
            SIPRequest request,
            ListenAddress listener,
            int status,
            @Nullable String reasonPhrase,
            @Nullable String localTag,
            List<InboundRequest.HeaderLine> headers,
            Optional<SessionDescription> body) {
        try {
            SIPResponse response = request.createResponse(status, reasonPhrase);
            if (status > 100 && response.getToTag() == null) {
                response.setToTag(localTag != null ? localTag : newTag());
            }
            if (status > 100 && status < 300 && TARGET_REFRESH.contains(request.getMethod())) {
                response.addHeader(header("Contact", Contacts.of(listener)));
            }
            for (InboundRequest.HeaderLine line : headers) {
                response.addHeader(header(line.name(), line.value()));
            }
            response.addHeader(header("Server", server));
            if (body.isPresent()) {
                response.setContent(body.get().bytes(), (ContentTypeHeader)
                        header("Content-Type", body.get().contentType()));
            }
            return response;
        } catch (ParseException e) {
            throw new SipFailure("can't write a " + status + " to " + request.getMethod(), e);
        }
    }

    /** One header, or a list of them when the value has several: the factory itself takes singletons only. */
    private static Header header(String name, String value) throws ParseException {
        String line = name + ": " + value.replace('\r', ' ').replace('\n', ' ') + "\n";
        return ParserFactory.createParser(line).parse();
    }

    static String newTag() {
        return Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
    }
}

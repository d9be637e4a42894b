package io.ringflow.sip;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One message of the torture corpora with what counts as a right answer.
 *
 * @param file name under {@code corpus/}
 * @param accept status codes, {@code wf} for any well-formed refusal or answer, {@code none} for silence
 * @param inviteAllowed whether an answer with CSeq INVITE may be seen
 */
record TortureCase(String file, Set<String> accept, boolean inviteAllowed, byte[] octets) {
    private static final Set<Integer> PARSER_REFUSALS = Set.of(400, 500, 505, 513);

    static Stream<TortureCase> all() {
        return Stream.concat(read("rfc4475"), read("rfc5118"));
    }

    boolean accepts(int status) {
        return accept.contains(Integer.toString(status))
                || (accept.contains("wf") && status >= 200 && !PARSER_REFUSALS.contains(status));
    }

    boolean acceptsSilence() {
        return accept.contains("none");
    }

    @Override
    public String toString() {
        return file;
    }

    private static Stream<TortureCase> read(String folder) {
        List<TortureCase> cases = new ArrayList<>();
        String manifest = new String(resource(folder + "/manifest.tsv"), StandardCharsets.UTF_8);
        for (String row : manifest.lines().skip(1).toList()) {
            String[] columns = row.split("\t", -1);
            String[] accept = columns[6].split(";");
            cases.add(new TortureCase(
                    folder + "/" + columns[0],
                    Set.of(accept[0].split(",")),
                    !List.of(accept).contains("noinvite"),
                    resource(folder + "/" + columns[0])));
        }
        return cases.stream();
    }

    private static byte[] resource(String name) {
        try (InputStream in = TortureCase.class.getResourceAsStream("/corpus/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no such corpus file: " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

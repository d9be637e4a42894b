package io.ringflow.bench.measure;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The application of a push-to-talk group: whoever calls is its next member. What it is told goes into the book. */
final class IntercomApplication implements AutoCloseable {

    private static final byte[] NOTHING = HttpAnswers.document("<CmdNone/>");

    private final IntercomBook book;
    private final HttpAnswers http = new HttpAnswers(this::answer);
    private final Map<String, Integer> members = new ConcurrentHashMap<>();
    private final AtomicInteger in = new AtomicInteger();

    IntercomApplication(IntercomBook book) throws IOException {
        this.book = book;
    }

    int port() {
        return http.port();
    }

    /** Members that the application was told of. */
    int members() {
        return in.get();
    }

    /** Every fourth may take the floor from the others. */
    static boolean isChief(int member) {
        return member % 4 == 3;
    }

    private byte[] answer(HttpAnswers.Question asked) {
        String callId = asked.parameter("callid");
        switch (asked.place()) {
            case "/intercom/startservice" -> {
                int member = members.computeIfAbsent(callId, _ -> members.size());
                return HttpAnswers.document(
                        "<Intercom intercomid=\"bench\" queue=\"true\" maxtalk=\"600\" joinurl=\"in\" floorurl=\"floor\" priority=\""
                                + (isChief(member) ? 1 : 0) + "\"/>");
            }
            case "/intercom/in" -> in.incrementAndGet();
            case "/intercom/floor" -> {
                if (asked.parameter("floor").equals("granted"))
                    book.told(members.getOrDefault(callId, 0), System.nanoTime());
            }
            default -> {}
        }
        return NOTHING;
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}

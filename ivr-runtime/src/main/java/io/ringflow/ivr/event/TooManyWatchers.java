package io.ringflow.ivr.event;

/** As many watch as may. */
public final class TooManyWatchers extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyWatchers(int most) {
        super("as many event streams are open as may be: " + most);
    }
}

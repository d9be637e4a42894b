package io.ringflow.ivr.event;

/** Facts about watchers, for metrics. Contract: fast, no lock, no throw. */
public interface EventObserver {

    EventObserver NONE = new EventObserver() {
        @Override
        public void watching(int watchers) {}

        @Override
        public void dropped() {}

        @Override
        public void refused() {}
    };

    /** So many watch now. */
    void watching(int watchers);

    /** A watcher did not read fast enough. */
    void dropped();

    /** There were as many watchers as may be. */
    void refused();
}

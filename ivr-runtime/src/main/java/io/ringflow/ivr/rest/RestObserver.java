package io.ringflow.ivr.rest;

/** Facts about requests, for metrics. Contract: fast, no lock, no throw; on the request's thread. */
@FunctionalInterface
public interface RestObserver {

    RestObserver NONE = (operation, statusCode, nanos) -> {};

    /**
     * A request was answered.
     *
     * @param operation its element's name in the catalog, or {@code other}: a closed set
     * @param statusCode six digits
     */
    void answered(String operation, String statusCode, long nanos);
}

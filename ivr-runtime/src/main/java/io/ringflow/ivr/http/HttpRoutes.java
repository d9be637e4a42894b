package io.ringflow.ivr.http;

import io.helidon.webserver.http.HttpRouting;

/** A part of what our HTTP server serves. Its handlers run on virtual threads. */
@FunctionalInterface
public interface HttpRoutes {

    void addTo(HttpRouting.Builder routing);
}

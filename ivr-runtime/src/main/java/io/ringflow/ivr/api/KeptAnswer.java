package io.ringflow.ivr.api;

/**
 * An answer that is given again. Immutable.
 *
 * @param location empty: none
 * @param body text, as all that is answered here
 */
public record KeptAnswer(int status, String contentType, String location, String body) {}

package io.ringflow.ivr.config;

/**
 * Where the operator's HTTP view listens.
 *
 * @param port 0 asks for any free one
 */
public record HttpListen(String host, int port) {}

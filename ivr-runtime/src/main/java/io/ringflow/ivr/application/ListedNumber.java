package io.ringflow.ivr.application;

import java.util.Optional;

/**
 * An access number of the inventory.
 *
 * @param number as it is compared: without the marks people write in it
 * @param applicationId whose it is; empty: nobody's yet
 * @param fixed whether it stands in applications.conf, and can't be changed here
 */
public record ListedNumber(String number, NumberKind kind, Optional<String> applicationId, boolean fixed) {}

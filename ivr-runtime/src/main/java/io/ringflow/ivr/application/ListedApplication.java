package io.ringflow.ivr.application;

import java.util.List;
import java.util.Optional;

/**
 * An application as it stands.
 *
 * @param fixed whether it is defined in applications.conf, and can't be changed here
 * @param survivalFlow its survival flow, where that is kept in the database
 * @param numbers access numbers that lead to it, in order
 */
public record ListedApplication(
        Application application, boolean fixed, Optional<String> survivalFlow, List<String> numbers) {}

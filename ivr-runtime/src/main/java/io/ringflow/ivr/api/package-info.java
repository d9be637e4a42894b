/**
 * The JSON interface below {@code /v1}, beside the dialect's. One table of routes says what there is; it routes, checks and
 * describes itself (OpenAPI). Requests and answers are records.
 */
@org.jspecify.annotations.NullMarked
package io.ringflow.ivr.api;

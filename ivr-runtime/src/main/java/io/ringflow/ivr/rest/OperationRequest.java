package io.ringflow.ivr.rest;

import java.util.Map;
import java.util.Optional;

/**
 * What a body says: one operation, not yet looked up (flow-protocol 8.1). Immutable.
 *
 * @param appId content of {@code Appid}
 * @param element name of the operation as it was written; empty when a JSON object said its attributes only
 * @param attributes by lower-case name
 * @param nested the first element inside it
 */
record OperationRequest(
        Optional<String> appId, String element, Map<String, String> attributes, Optional<Nested> nested) {

    /**
     * An element inside an operation, not yet looked up.
     *
     * @param attributes by lower-case name
     */
    record Nested(String element, Map<String, String> attributes, String text) {
        Nested {
            attributes = Map.copyOf(attributes);
        }
    }

    /** One with nothing inside. */
    OperationRequest(Optional<String> appId, String element, Map<String, String> attributes) {
        this(appId, element, attributes, Optional.empty());
    }

    OperationRequest {
        attributes = Map.copyOf(attributes);
    }
}

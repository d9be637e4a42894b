package io.ringflow.ivr.rest;

import java.util.Map;
import java.util.Optional;

/**
 * What a body says: one operation, not yet looked up (flow-protocol 8.1). Immutable.
 *
 * @param appId content of {@code Appid}
 * @param element name of the operation as it was written; empty when a JSON object said its attributes only
 * @param attributes by lower-case name
 */
record OperationRequest(Optional<String> appId, String element, Map<String, String> attributes) {

    OperationRequest {
        attributes = Map.copyOf(attributes);
    }
}

/** Speech by a service that has the OpenAI-compatible speech API. */
@org.jspecify.annotations.NullMarked
package io.ringflow.ivr.speech.http;

/** What applications ask of us: the dialect's REST interface (flow-protocol 8), who may, and what each operation does. */
@org.jspecify.annotations.NullMarked
package io.ringflow.ivr.rest;

/** One call without a phone and without waiting: the server's own call script between a pretended caller and an application. */
@org.jspecify.annotations.NullMarked
package io.ringflow.ivr.tool.sim;

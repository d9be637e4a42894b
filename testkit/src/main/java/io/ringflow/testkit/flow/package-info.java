/** An application server that answers as it is told, well or badly. */
@NullMarked
package io.ringflow.testkit.flow;

import org.jspecify.annotations.NullMarked;

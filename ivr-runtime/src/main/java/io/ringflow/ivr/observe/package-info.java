/** Facts become metrics and health; the adapters behind the components' observers. */
@org.jspecify.annotations.NullMarked
package io.ringflow.ivr.observe;

/** How datagrams reach a loop, and what paces it. */
@org.jspecify.annotations.NullMarked
package io.ringflow.media.net;

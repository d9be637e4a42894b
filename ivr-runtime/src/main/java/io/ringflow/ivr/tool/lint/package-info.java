/** What is to be told to the author of a document beyond what the reader says. */
@org.jspecify.annotations.NullMarked
package io.ringflow.ivr.tool.lint;

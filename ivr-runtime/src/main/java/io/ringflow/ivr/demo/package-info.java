/** The application that answers when nobody has configured one: the shape of every application written for the server. */
@org.jspecify.annotations.NullMarked
package io.ringflow.ivr.demo;

/** VoIP accounts: the telephones of an application, who they are and where they are registered. */
@org.jspecify.annotations.NullMarked
package io.ringflow.ivr.account;

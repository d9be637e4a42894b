/** A SIP user agent that answers and places calls. No JAIN-SIP type crosses this API; no SDP is parsed here. */
@org.jspecify.annotations.NullMarked
package io.ringflow.sip;

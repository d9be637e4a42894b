package io.ringflow.ivr.rest;

import java.util.Set;

/**
 * Who may ask us, and about which applications (flow-protocol 8.1). Immutable.
 *
 * @param sid {@code accountSid} of its paths
 * @param name for people and logs
 * @param token {@code authToken}, by which compatible clients sign; empty: none of them may ask
 * @param apiKey what new clients send as {@code Authorization: Bearer}; empty: none of them may ask
 * @param applications ids of those it may act on, or {@link #EVERY}
 * @param subAccount addressed below {@code /SubAccounts}, not below {@code /Accounts}
 * @param twelveHourTimestamps its client writes the hour of its timestamps from 01 to 12, as the .NET one does
 * @param readOnly it may ask and change nothing
 */
public record Account(
        String sid,
        String name,
        String token,
        String apiKey,
        Set<String> applications,
        boolean subAccount,
        boolean twelveHourTimestamps,
        boolean readOnly) {

    /** One that may change what is its own. */
    public Account(
            String sid,
            String name,
            String token,
            String apiKey,
            Set<String> applications,
            boolean subAccount,
            boolean twelveHourTimestamps) {
        this(sid, name, token, apiKey, applications, subAccount, twelveHourTimestamps, false);
    }

    /** Stands for every application. */
    public static final String EVERY = "*";

    public Account {
        applications = Set.copyOf(applications);
    }

    /** Whether it may act on an application. */
    public boolean mayActOn(String applicationId) {
        return applications.contains(EVERY) || applications.contains(applicationId);
    }

    /** Tells it from all others: a main account and a sub-account may have the same sid. */
    public String place() {
        return (subAccount ? "SubAccounts/" : "Accounts/") + sid;
    }

    /** Without its secrets. */
    @Override
    public String toString() {
        return "Account[%s, %s, applications=%s]".formatted(name, sid, applications);
    }

    /** @throws RestRefused NOT_ALLOWED, if it may only ask */
    public void mustChange() {
        if (readOnly) throw new RestRefused(RestError.NOT_ALLOWED, "The account may only ask.");
    }
}

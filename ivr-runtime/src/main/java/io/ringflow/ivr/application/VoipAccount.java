package io.ringflow.ivr.application;

/**
 * A VoIP account of an application: may register, call, and be called. The password is kept nowhere.
 *
 * @param account user part of its address, unique on this server
 * @param realm that its hashes are good for
 * @param ha1Md5 H(account:realm:password) of RFC 7616, lower-case hex
 * @param ha1Sha256 the same
 * @param name for people
 * @param enabled off: neither registers nor calls
 */
public record VoipAccount(
        String account,
        String applicationId,
        String realm,
        String ha1Md5,
        String ha1Sha256,
        String name,
        boolean enabled) {

    /** Without the hashes, which are as good as the password. */
    @Override
    public String toString() {
        return "VoipAccount[" + account + " of " + applicationId + "]";
    }
}

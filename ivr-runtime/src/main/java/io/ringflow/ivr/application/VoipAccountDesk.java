package io.ringflow.ivr.application;

import io.ringflow.ivr.application.ApplicationRefused.Why;
import io.ringflow.ivr.application.Provisioning.Shelf;
import io.ringflow.ivr.database.Rows;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where VoIP accounts are looked at and changed. Thread-safe; blocks while the database works. */
public final class VoipAccountDesk {

    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9._~-]{1,64}");
    private static final int LEAST_PASSWORD = 8;
    private static final int MOST_PASSWORD = 128;
    private static final int MOST_NAME = 200;

    private final Provisioning provisioning;
    private final String realm;

    /** @param realm in which accounts authenticate */
    public VoipAccountDesk(Provisioning provisioning, String realm) {
        this.provisioning = provisioning;
        this.realm = realm;
    }

    /** Those of an application, by account. */
    public List<VoipAccount> of(String applicationId) {
        return provisioning.shelf().accounts().values().stream()
                .filter(one -> one.applicationId().equals(applicationId))
                .toList();
    }

    public Optional<VoipAccount> find(String account) {
        return provisioning.find(account);
    }

    /**
     * Makes one.
     *
     * @param password hashed at once, and kept nowhere
     * @throws ApplicationRefused INVALID, TAKEN, NOT_FOUND (the application)
     */
    public VoipAccount create(String account, String applicationId, String password, String name) {
        // A number that is written with marks could not be called.
        if (!ACCOUNT.matcher(account).matches() || !AccessNumber.plain(account).equals(account)) {
            throw ApplicationRefused.invalid(
                    "account must be 1 to 64 letters, digits and . _ ~ - only; a number has digits alone.");
        }
        var made = hashed(account, applicationId, password, named(name), true);
        return provisioning.change((shelf, handle) -> {
            if (provisioning.application(applicationId).isEmpty()) {
                throw new ApplicationRefused(Why.NOT_FOUND, "There is no application " + applicationId + ".");
            }
            if (provisioning.file().accounts().contains(account)) {
                throw new ApplicationRefused(Why.TAKEN, "Account " + account + " is defined in applications.conf.");
            }
            if (shelf.accounts().containsKey(account)) {
                throw new ApplicationRefused(Why.TAKEN, "There is an account " + account + " already.");
            }
            ProvisioningRows.add(handle, made, provisioning.now());
            return made;
        });
    }

    /**
     * Changes what is said.
     *
     * @throws ApplicationRefused NOT_FOUND, INVALID
     */
    public VoipAccount change(
            String account, Optional<String> password, Optional<String> name, Optional<Boolean> enabled) {
        return provisioning.change((shelf, handle) -> {
            var is = existing(account, shelf);
            String newName = name.map(VoipAccountDesk::named).orElse(is.name());
            boolean newEnabled = enabled.orElse(is.enabled());
            var now = password.map(secret -> hashed(account, is.applicationId(), secret, newName, newEnabled))
                    .orElseGet(() -> new VoipAccount(
                            account, is.applicationId(), is.realm(), is.ha1Md5(), is.ha1Sha256(), newName, newEnabled));
            handle.createUpdate("""
                            UPDATE voip_account SET realm = :realm, ha1_md5 = :md5, ha1_sha256 = :sha256, name = :name,
                                enabled = :enabled, changed_at = :now
                            WHERE account = :account
                            """)
                    .bind("realm", now.realm())
                    .bind("md5", now.ha1Md5())
                    .bind("sha256", now.ha1Sha256())
                    .bind("name", Rows.text(now.name()))
                    .bind("enabled", ProvisioningRows.flag(now.enabled()))
                    .bind("now", provisioning.now().toEpochMilli())
                    .bind("account", account)
                    .execute();
            return now;
        });
    }

    /** @throws ApplicationRefused NOT_FOUND */
    public void delete(String account) {
        provisioning.change((shelf, handle) -> {
            existing(account, shelf);
            return handle.execute("DELETE FROM voip_account WHERE account = ?", account);
        });
    }

    private VoipAccount existing(String account, Shelf shelf) {
        if (provisioning.file().accounts().contains(account)) {
            throw new ApplicationRefused(
                    Why.READ_ONLY, "Account " + account + " is defined in applications.conf; change it there.");
        }
        var is = shelf.accounts().get(account);
        if (is == null) throw new ApplicationRefused(Why.NOT_FOUND, "There is no account " + account + ".");
        return is;
    }

    private static String named(String name) {
        if (name.length() > MOST_NAME) throw ApplicationRefused.invalid("name must have at most 200 characters.");
        return name;
    }

    private VoipAccount hashed(String account, String applicationId, String password, String name, boolean enabled) {
        if (password.length() < LEAST_PASSWORD || password.length() > MOST_PASSWORD) {
            throw ApplicationRefused.invalid("password must have 8 to 128 characters.");
        }
        String secret = account + ":" + realm + ":" + password;
        return new VoipAccount(
                account, applicationId, realm, hash("MD5", secret), hash("SHA-256", secret), name, enabled);
    }

    private static String hash(String algorithm, String text) {
        try {
            byte[] hash = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " is part of every Java platform", e);
        }
    }
}

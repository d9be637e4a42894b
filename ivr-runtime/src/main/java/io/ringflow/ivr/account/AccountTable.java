package io.ringflow.ivr.account;

import io.ringflow.ivr.application.VoipAccount;
import io.ringflow.ivr.application.VoipAccounts;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The accounts of applications.conf, and behind them those of the database; of two of the same name the file's. Thread-safe. */
public final class AccountTable implements VoipAccounts {

    private final VoipAccounts others;

    private volatile Map<String, VoipAccount> accounts;

    /** @param others asked for names that the file does not have */
    public AccountTable(Collection<VoipAccount> accounts, VoipAccounts others) {
        this.others = others;
        this.accounts = byName(accounts);
    }

    /** Puts what the file says now in place of what it said; calls that are there go on. */
    public void replace(Collection<VoipAccount> now) {
        accounts = byName(now);
    }

    @Override
    public Optional<VoipAccount> find(String account) {
        return Optional.ofNullable(accounts.get(account)).or(() -> others.find(account));
    }

    @Override
    public boolean isEmpty() {
        return accounts.isEmpty() && others.isEmpty();
    }

    private static Map<String, VoipAccount> byName(Collection<VoipAccount> accounts) {
        return accounts.stream().collect(Collectors.toUnmodifiableMap(VoipAccount::account, Function.identity()));
    }
}

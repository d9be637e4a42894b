package io.ringflow.sip.registrar;

import java.util.List;
import java.util.function.Consumer;

/** Keeps bindings over a restart. Thread-safe. */
public interface BindingStore {

    /** One that keeps nothing. */
    BindingStore NONE = new BindingStore() {
        @Override
        public List<Binding> load() {
            return List.of();
        }

        @Override
        public boolean write(String account, List<Binding> bindings, Consumer<Boolean> done) {
            done.accept(true);
            return true;
        }
    };

    /** What an earlier process left, expired ones perhaps included. */
    List<Binding> load();

    /**
     * Puts these bindings in place of all that the account has. Never waits; writes of one account are made in the order
     * in which they were asked for.
     *
     * @param done told once whether they will survive the end of this process, however it ends; on any thread
     * @return false if too many writes wait: nothing will be written or told
     */
    boolean write(String account, List<Binding> bindings, Consumer<Boolean> done);
}

package io.ringflow.ivr.account;

import io.ringflow.sip.registrar.Binding;
import io.ringflow.sip.registrar.BindingStore;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps bindings in a file. Writes wait in a bounded queue; one thread, which alone touches the file, makes one
 * transaction of all that have gathered, and tells each that it is done. Thread-safe.
 */
public final class StoredBindings implements BindingStore, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoredBindings.class);
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_AT_ONCE = 2_000;
    private static final Write STOP = new Write("", List.of(), kept -> {});

    private final LinkedBlockingQueue<Write> waiting = new LinkedBlockingQueue<>();
    private final BindingFile file;
    private final Thread thread;

    private volatile boolean closed;
    private boolean complained;

    private record Write(String account, List<Binding> bindings, Consumer<Boolean> done) {}

    /** Opens the file, and makes it when it is missing. */
    public StoredBindings(Path path) {
        file = new BindingFile(path);
        thread = Thread.ofPlatform().name("registrations").daemon().unstarted(this::work);
    }

    /** Before the first write. */
    @Override
    public List<Binding> load() {
        var all = file.all();
        thread.start();
        return all;
    }

    @Override
    public boolean write(String account, List<Binding> bindings, Consumer<Boolean> done) {
        return !closed && waiting.size() < MOST_WAITING && waiting.add(new Write(account, bindings, done));
    }

    /** Writes what waits. */
    @Override
    public void close() {
        closed = true;
        waiting.add(STOP);
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        file.close();
    }

    private void work() {
        List<Write> gathered = new ArrayList<>();
        try {
            while (true) {
                gathered.add(waiting.take());
                waiting.drainTo(gathered, MOST_AT_ONCE);
                boolean last = gathered.remove(STOP);
                boolean kept = written(gathered);
                gathered.forEach(write -> write.done().accept(kept));
                gathered.clear();
                if (last) return;
            }
        } catch (InterruptedException _) {
            // Nobody interrupts it.
        }
    }

    /** The last write of an account holds all of its bindings: earlier ones need not be made. */
    private boolean written(List<Write> gathered) {
        var byAccount = new LinkedHashMap<String, List<Binding>>();
        for (var write : gathered) byAccount.put(write.account(), write.bindings());
        try {
            file.replace(byAccount);
            complained = false;
            return true;
        } catch (SQLException | RuntimeException e) {
            if (!complained) LOG.error("registrations can't be kept, and are refused until they can", e);
            complained = true;
            return false;
        }
    }
}

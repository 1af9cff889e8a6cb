package prescient.signal.strategy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import prescient.legacy.SideFile;

/** Which strategies an operator switched off: {@code .prescient/strategies.json}. Blocking; for concurrent use. */
final class StrategyFile {

    private final SideFile file;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Set<String> disabled;

    StrategyFile(Path folder) {
        this.file = new SideFile(folder, "strategies");
    }

    /** Names of the strategies that are off. */
    Set<String> disabled() {
        lock.lock();
        try {
            var known = disabled;
            if (known == null) {
                var read = new HashSet<String>();
                file.read().ifPresent(state -> state.path("disabled").forEach(name -> read.add(name.asText())));
                known = Set.copyOf(read);
                disabled = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    void enable(String name, boolean enabled) {
        lock.lock();
        try {
            var next = new HashSet<>(disabled());
            if (enabled ? next.remove(name) : next.add(name)) {
                replace(next);
            }
        } finally {
            lock.unlock();
        }
    }

    /** These are off, all others on. */
    void replace(Set<String> names) {
        lock.lock();
        try {
            var state = JsonNodeFactory.instance.objectNode();
            var list = state.putArray("disabled");
            names.stream().sorted().forEach(list::add);
            file.write(state);
            disabled = Set.copyOf(names);
        } finally {
            lock.unlock();
        }
    }
}

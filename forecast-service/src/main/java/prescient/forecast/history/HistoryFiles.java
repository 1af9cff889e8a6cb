package prescient.forecast.history;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import prescient.cutover.CutoverConfig;
import prescient.legacy.WriterLock;

/** The live files, one object for each. The first write makes this process the only one that writes them. */
@ApplicationScoped
public class HistoryFiles {

    /** Where the legacy programs kept their files; they may as well lie in the legacy folder itself. */
    static final String SUBFOLDER = "Data";

    private static final String LOCK = "forecast";

    private final Optional<Path> folder;
    private final Map<String, HistoryFile<?>> files = new ConcurrentHashMap<>();
    private final ReentrantLock locking = new ReentrantLock();
    private @Nullable WriterLock lock;

    @Inject
    HistoryFiles(CutoverConfig config) {
        this(config.legacy().dir());
    }

    /** @param folder the legacy folder, if there is one */
    public HistoryFiles(Optional<Path> folder) {
        this.folder = folder;
    }

    /**
     * The live file of a kind.
     *
     * @throws IllegalStateException when there is no legacy folder
     */
    @SuppressWarnings("unchecked") // a kind's name has one type
    public <T> HistoryFile<T> of(HistoryKind<T> kind) {
        var home = home();
        return (HistoryFile<T>) files.computeIfAbsent(
                kind.name(), name -> new HistoryFile<>(kind, home.resolve(kind.file()), this::hold));
    }

    private Path home() {
        var root = root();
        var inside = root.resolve(SUBFOLDER);
        return Files.isDirectory(inside) ? inside : root;
    }

    private Path root() {
        return folder.orElseThrow(() -> new IllegalStateException("no legacy folder is configured"));
    }

    private void hold() {
        locking.lock();
        try {
            if (lock == null) {
                lock = WriterLock.acquire(root(), LOCK);
            }
        } finally {
            locking.unlock();
        }
    }

    /** Lets others write the files. */
    @PreDestroy
    public void close() {
        locking.lock();
        try {
            if (lock != null) {
                lock.close();
                lock = null;
            }
        } finally {
            locking.unlock();
        }
    }
}

package prescient.market.catalogue;

import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import prescient.legacy.WriterLock;

/** One write of a folder's files at a time, and nobody else's. Blocking, safe for concurrent use. */
final class WriterFile implements AutoCloseable {

    private final Path dir;
    private final String feature;
    private final boolean live;
    private final ReentrantLock writing = new ReentrantLock();
    private @Nullable WriterLock lock;

    /** @param live true to stay the only writer from the first write on; else others may write between two */
    WriterFile(Path dir, String feature, boolean live) {
        this.dir = dir;
        this.feature = feature;
        this.live = live;
    }

    /** @throws prescient.legacy.ForeignWriter when somebody else writes the files */
    void run(Runnable work) {
        writing.lock();
        try {
            if (lock == null) {
                lock = WriterLock.acquire(dir, feature);
            }
            try {
                work.run();
            } finally {
                if (!live) {
                    close();
                }
            }
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void close() {
        writing.lock();
        try {
            var held = lock;
            if (held != null) {
                held.close();
                lock = null;
            }
        } finally {
            writing.unlock();
        }
    }
}

package prescient.portfolio.books;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import prescient.cutover.LegacyFolder;
import prescient.cutover.RecordFile;
import prescient.legacy.WriterLock;

/** What the legacy files of this service have in common: one writer, one at a time on the disk, a memory to forget. */
public abstract class LiveFile implements RecordFile, AutoCloseable {

    protected final LegacyFolder folder;
    protected final boolean live;
    protected final Path path;

    /** Held while the disk is read or written. */
    protected final ReentrantLock disk = new ReentrantLock();

    private final String feature;
    private @Nullable WriterLock lock;

    /**
     * @param live these are the files that the suite works on: it is their only writer and keeps what they have no
     *     place for beside them
     * @param feature whose lock is taken
     * @param part folder of the file, unless the files lie side by side
     */
    protected LiveFile(LegacyFolder folder, boolean live, String feature, String part, String name) {
        this.folder = folder;
        this.live = live;
        this.feature = feature;
        this.path = path(folder, part, name);
    }

    /** Takes what is on the disk now for true, with the next question or change. */
    public abstract void forget();

    /** Whether these are the files of that folder. */
    public final boolean is(LegacyFolder other) {
        var own = new LegacyFolder(folder.path().toAbsolutePath().normalize(), folder.zone());
        return own.equals(new LegacyFolder(other.path().toAbsolutePath().normalize(), other.zone()));
    }

    @Override
    public final List<Path> files() {
        return Files.exists(path) ? List.of(path.toAbsolutePath()) : List.of();
    }

    /** Gives up being the only writer. */
    @Override
    public final void close() {
        disk.lock();
        try {
            forget();
            if (lock != null) {
                lock.close();
                lock = null;
            }
        } finally {
            disk.unlock();
        }
    }

    /** Runs work on the disk and turns its failures into refusals. */
    protected final <T> T guarded(Supplier<T> work) {
        disk.lock();
        try {
            return FileProblem.guarded(path, this::forget, work);
        } finally {
            disk.unlock();
        }
    }

    /** Makes this the only writer, if these are the live files. */
    protected final void own() {
        if (live && lock == null) {
            lock = WriterLock.acquire(folder.path(), feature);
        }
    }

    /** In its part of the folder, or in the folder itself where the files lie side by side. */
    private static Path path(LegacyFolder folder, String part, String name) {
        var flat = folder.path().resolve(name);
        var own = folder.path().resolve(part).resolve(name);
        return Files.exists(flat) && !Files.exists(own) ? flat : own;
    }
}

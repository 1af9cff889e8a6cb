package prescient.signal.archive;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordStore;

/**
 * Turns a store that hands records over into one that is asked for them, a few at a time, by reading it on a thread of
 * its own. For one reader.
 */
final class RecordPull implements AutoCloseable {

    private static final int AHEAD = 16;

    private sealed interface Item {}

    private record Next(LegacyRecord record) implements Item {}

    private record End(@Nullable RuntimeException failure) implements Item {}

    private final BlockingQueue<Item> items = new ArrayBlockingQueue<>(AHEAD);
    private volatile boolean closed;
    private boolean ended;

    RecordPull(RecordStore source) {
        Thread.ofVirtual().name("signal-archives-read").start(() -> read(source));
    }

    /**
     * The next record, null after the last.
     *
     * @throws RuntimeException what the store threw
     */
    @Nullable LegacyRecord next() {
        if (ended) {
            return null;
        }
        try {
            return switch (items.take()) {
                case Next next -> next.record();
                case End end -> {
                    ended = true;
                    if (end.failure() != null) {
                        throw end.failure();
                    }
                    yield null;
                }
            };
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopping);
        }
    }

    /** The reader ends with the next record; an interrupt in the middle of a statement would cost its connection. */
    @Override
    public void close() {
        closed = true;
        items.clear();
    }

    private void read(RecordStore source) {
        try {
            source.read(record -> put(new Next(record)));
            put(new End(null));
        } catch (RuntimeException failure) {
            if (!closed) {
                put(new End(failure));
            }
        }
    }

    private void put(Item item) {
        if (closed) {
            throw new IllegalStateException("nobody reads any more");
        }
        try {
            items.put(item);
        } catch (InterruptedException nobodyReads) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("nobody reads any more", nobodyReads);
        }
    }
}

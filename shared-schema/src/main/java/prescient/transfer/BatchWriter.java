package prescient.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordStore.Prepared;
import prescient.cutover.RejectedRecord;
import prescient.transfer.Batch.Item;
import prescient.transfer.Batch.WrittenTogether;

/**
 * Writes batches to the database. A record that the database cannot hold is found by halving its batch and put aside; it
 * never stops the others. An outage ends the writing.
 */
final class BatchWriter extends Stage<BatchWriter.Ready> {

    private final Pair pair;
    private final Progress progress;
    private final Consumer<List<Reject>> quarantine;
    private final Consumer<WrittenTogether> written;
    private final List<RecordKey> refused = new ArrayList<>();

    /** A batch, and as much of its writing as can be done before its turn comes. */
    record Ready(Batch batch, Prepared prepared) {

        private static final Ready END = new Ready(Batch.END, () -> (keys, sink) -> {});
    }

    /** @param written is told what was written, on the writer's thread */
    BatchWriter(Pair pair, Progress progress, Consumer<List<Reject>> quarantine, Consumer<WrittenTogether> written) {
        super("transfer-writer-" + pair.feature().name());
        this.pair = pair;
        this.progress = progress;
        this.quarantine = quarantine;
        this.written = written;
        start();
    }

    /** Records that the database could not hold; complete after {@link #finish}. */
    List<RecordKey> refused() {
        return refused;
    }

    /** Prepares a batch on the caller's thread and has it written on the writer's; waits as {@link #put}. */
    void take(Batch batch) {
        put(new Ready(batch, prepared(batch.records())));
    }

    @Override
    boolean isEnd(Ready ready) {
        return ready.batch().isEnd();
    }

    @Override
    Ready end() {
        return Ready.END;
    }

    @Override
    void handle(Ready ready) {
        write(ready.batch().records(), ready.prepared());
        aside(ready.batch().rejects());
    }

    /** What is refused here is refused when it is written, where the others of its batch are saved from it. */
    private Prepared prepared(List<Item> items) {
        try {
            return pair.database().prepare(items.stream().map(Item::found).toList());
        } catch (RuntimeException refused) {
            return () -> {
                throw refused;
            };
        }
    }

    private void write(List<Item> items) {
        write(items, prepared(items));
    }

    private void write(List<Item> items, Prepared prepared) {
        if (items.isEmpty()) {
            return;
        }
        try {
            var again = prepared.write();
            progress.written.add(items.size());
            written.accept(new WrittenTogether(items.stream().map(Item::written).toList(), again));
        } catch (RejectedRecord rejected) {
            var others = new ArrayList<>(items);
            var key = RecordKey.of(rejected.rejected());
            if (others.removeIf(item -> RecordKey.of(item.found()).equals(key))) {
                refuse(rejected.rejected(), String.valueOf(rejected.getMessage()));
                write(others);
            } else {
                halve(items, rejected);
            }
        } catch (RuntimeException failed) {
            if (!BadData.is(failed)) {
                throw failed;
            }
            halve(items, failed);
        }
    }

    private void halve(List<Item> items, RuntimeException why) {
        if (items.size() == 1) {
            refuse(items.getFirst().found(), String.valueOf(why.getMessage()));
            return;
        }
        int half = items.size() / 2;
        write(items.subList(0, half));
        write(items.subList(half, items.size()));
    }

    private void refuse(LegacyRecord bad, String reason) {
        refused.add(RecordKey.of(bad));
        aside(List.of(Reject.of(pair.sourceOf(bad.collection()), bad, reason)));
    }

    private void aside(List<Reject> rejects) {
        if (!rejects.isEmpty()) {
            quarantine.accept(rejects);
            progress.reject(rejects);
        }
    }
}

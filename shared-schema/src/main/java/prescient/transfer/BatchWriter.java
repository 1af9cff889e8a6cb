package prescient.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RejectedRecord;
import prescient.transfer.Batch.Item;
import prescient.transfer.Batch.WrittenTogether;

/**
 * Writes batches to the database. A record that the database cannot hold is found by halving its batch and put aside; it
 * never stops the others. An outage ends the writing.
 */
final class BatchWriter extends Stage<Batch> {

    private final Pair pair;
    private final Progress progress;
    private final Consumer<List<Reject>> quarantine;
    private final Consumer<WrittenTogether> written;
    private final List<RecordKey> refused = new ArrayList<>();

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

    @Override
    boolean isEnd(Batch batch) {
        return batch.isEnd();
    }

    @Override
    Batch end() {
        return Batch.END;
    }

    @Override
    void handle(Batch batch) {
        write(batch.records());
        aside(batch.rejects());
    }

    private void write(List<Item> items) {
        if (items.isEmpty()) {
            return;
        }
        try {
            var again = pair.database()
                    .writeToReadAgain(items.stream().map(Item::found).toList());
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

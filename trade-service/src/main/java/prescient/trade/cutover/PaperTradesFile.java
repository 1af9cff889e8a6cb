package prescient.trade.cutover;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import prescient.cutover.LegacyRecord;
import prescient.legacy.JsonArrayFile;

/** Reading and writing {@code paper_trades.json}. */
final class PaperTradesFile {

    private static final String NAME = "paper_trades.json";

    private PaperTradesFile() {}

    /** An object of the file and its place. */
    interface Sink {
        void accept(long position, ObjectNode value);
    }

    /** Where the file belongs in a folder of legacy files. */
    static Path path(Path folder) {
        return folder.resolve("trades").resolve(NAME);
    }

    /** Where the file is: in its place, or beside other files. */
    static Path found(Path folder) {
        var proper = path(folder);
        var beside = folder.resolve(NAME);
        return !Files.exists(proper) && Files.exists(beside) ? beside : proper;
    }

    static List<Path> existing(Path path) {
        return Files.exists(path) ? List.of(path.toAbsolutePath()) : List.of();
    }

    static void read(Path path, Sink sink) {
        var position = new AtomicLong();
        new JsonArrayFile(path).read(value -> sink.accept(position.getAndIncrement(), value));
    }

    /** An object without an id gets its place as its key; it is refused later. */
    static LegacyRecord record(ObjectNode value, long position, Map<String, String> notes) {
        var id = value.path("trade_id").asText();
        return new LegacyRecord(LegacyTrade.COLLECTION, id.isEmpty() ? "#" + position : id, position, value, notes);
    }

    /** Writes what a draft adds and ends. The sink is told every object that is new or different, in file order. */
    static void write(JsonArrayFile file, Draft draft, Sink changed) {
        var more = List.copyOf(draft.opened().values());
        long size = draft.trades().size();
        if (draft.ended().isEmpty()) {
            file.append(more);
        } else {
            var position = new AtomicLong();
            file.rewrite(
                    value -> {
                        long place = position.getAndIncrement();
                        var next = ended(value, place, draft);
                        if (next != null) {
                            changed.accept(place, next);
                        }
                        return next == null ? value : next;
                    },
                    more);
        }
        for (int i = 0; i < more.size(); i++) {
            changed.accept(size + i, more.get(i));
        }
    }

    /** The object as a batch of records has it. */
    static ObjectNode changed(ObjectNode value, Map<String, ObjectNode> records) {
        var next = records.get(value.path("trade_id").asText());
        return next == null || next.equals(value) ? value : next;
    }

    private static @Nullable ObjectNode ended(ObjectNode value, long place, Draft draft) {
        var id = value.path("trade_id").asText();
        var how = draft.ended().get(id);
        var held = draft.trades().find(id);
        return how == null || held == null || held.position() != place
                ? null
                : LegacyTrade.ended(value, how.status(), how.realizedPnl());
    }
}

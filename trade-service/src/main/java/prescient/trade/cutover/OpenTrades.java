package prescient.trade.cutover;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordStore;
import prescient.legacy.ForeignWriter;
import prescient.legacy.JsonArrayFile;

/** The live files as this process knows them. {@link TradingFile} guards it. */
record OpenTrades(JsonArrayFile file, TradingJournalFile journal, TradingState state, TradeIndex trades) {

    /**
     * Reads file and journal of a folder, and settles what a crash left between them.
     *
     * @throws prescient.cutover.UnreadableFile when one of them cannot be understood; it is kept
     */
    static OpenTrades in(Path folder) {
        var file = new JsonArrayFile(PaperTradesFile.path(folder));
        var opened =
                new OpenTrades(file, new TradingJournalFile(folder), new TradingState(), new TradeIndex(file::read));
        opened.journal.read(opened.state, opened.trades);
        return opened;
    }

    /**
     * What was bought here must not vanish because another program wrote the file from what it had read before.
     *
     * @throws ForeignWriter when the journal has a filled order whose trade is not in the file
     */
    void refuseLosses() {
        var bought = state.bought();
        if (bought.isEmpty()) {
            return;
        }
        file.read(value -> bought.remove(value.path("trade_id").asText()));
        if (!bought.isEmpty()) {
            throw new ForeignWriter("paper_trades.json was written by somebody else and does not hold "
                    + bought.iterator().next() + " any more; put the file back");
        }
    }

    /** Makes the draft true on disk and in memory; answers the trades that are new or different. */
    List<LegacyRecord> store(Draft draft) {
        if (draft.lines().isEmpty()) {
            return List.of();
        }
        var touched = new ArrayList<LegacyRecord>();
        if (draft.touchesTrades()) {
            long number = journal.announce(draft);
            PaperTradesFile.write(
                    file, draft, (position, value) -> touched.add(PaperTradesFile.record(value, position, Map.of())));
            journal.done(number);
        } else {
            journal.append(draft.lines());
        }
        draft.lines().forEach(state::apply);
        if (journal.isLong()) {
            journal.compact(state);
        }
        return touched.stream().map(this::remembered).toList();
    }

    /**
     * The file as another store has it, which is trusted: what is unfinished here is forgotten.
     *
     * @return the file as it is then
     */
    OpenTrades replaced(RecordStore source) {
        var notes = new HashMap<String, Notes>();
        var lacking = state.bought();
        file.replace(sink -> {
            source.read(record -> {
                lacking.remove(record.key());
                sink.accept(record.value());
                if (!record.notes().isEmpty()) {
                    notes.put(record.key(), Notes.of(record.notes()));
                }
            });
            // Before the file appears: a note without its trade does no harm, a trade without its notes would.
            state.note(notes);
            state.follow(lacking);
            journal.compact(state);
        });
        return new OpenTrades(file, journal, state, new TradeIndex(file::read));
    }

    /** Replaces trades and adds those that are new. What is in memory is not true any more afterwards. */
    void write(List<LegacyRecord> records) {
        var changed = new HashMap<String, ObjectNode>();
        records.forEach(record -> changed.put(record.key(), record.value()));
        var more = records.stream()
                .filter(record -> trades.find(record.key()) == null)
                .map(LegacyRecord::value)
                .toList();
        var notes = records.stream()
                .filter(record -> !record.notes().isEmpty())
                .map(record -> TradingState.notesLine(record.key(), Notes.of(record.notes())))
                .toList();
        journal.append(notes);
        file.rewrite(value -> PaperTradesFile.changed(value, changed), more);
    }

    private LegacyRecord remembered(LegacyRecord record) {
        if (record.position() == trades.size()) {
            trades.add(record.value());
        } else {
            trades.replace(record.value(), record.position());
        }
        var notes = state.notes(record.key()).map();
        return PaperTradesFile.record(record.value(), record.position(), notes);
    }
}

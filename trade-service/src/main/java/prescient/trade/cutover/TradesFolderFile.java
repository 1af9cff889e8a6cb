package prescient.trade.cutover;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import prescient.cutover.LegacyFolder;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordFile;
import prescient.cutover.RecordStore;
import prescient.legacy.JsonArrayFile;
import prescient.legacy.LegacyTime;

/**
 * The trades in any folder of legacy files, for import and export. Local times are told in the zone of the live files,
 * whatever zone the folder's are in. An export holds what the old programs know and no notes.
 */
public final class TradesFolderFile implements RecordFile {

    private final LegacyFolder folder;
    private final ZoneId live;

    /** @param live the zone of the live legacy files */
    public TradesFolderFile(LegacyFolder folder, ZoneId live) {
        this.folder = folder;
        this.live = live;
    }

    @Override
    public List<Path> files() {
        return PaperTradesFile.existing(PaperTradesFile.found(folder.path()));
    }

    @Override
    public void read(Consumer<LegacyRecord> sink) {
        var noted = new TradingState();
        var file = PaperTradesFile.found(folder.path());
        new TradingJournalFile(folder.path()).read(noted, new TradeIndex(new JsonArrayFile(file)::read));
        PaperTradesFile.read(file, (position, value) -> {
            var known = noted.notes(value.path("trade_id").asText()).map();
            if (folder.zone().equals(live)) {
                sink.accept(PaperTradesFile.record(value, position, known));
            } else {
                var notes = new HashMap<>(known);
                sink.accept(PaperTradesFile.record(moved(value, folder.zone(), live, notes), position, notes));
            }
        });
    }

    @Override
    public void replace(RecordStore source) {
        new JsonArrayFile(PaperTradesFile.path(folder.path()))
                .replace(sink -> source.read(record ->
                        sink.accept(moved(record.value(), live, folder.zone(), new HashMap<>(record.notes())))));
    }

    @Override
    public void write(List<LegacyRecord> records) {
        var changed = new HashMap<String, ObjectNode>();
        records.forEach(record ->
                changed.put(record.key(), moved(record.value(), live, folder.zone(), new HashMap<>(record.notes()))));
        var file = new JsonArrayFile(PaperTradesFile.found(folder.path()));
        var more = new LinkedHashMap<>(changed);
        file.read(value -> more.remove(value.path("trade_id").asText()));
        file.rewrite(
                value -> PaperTradesFile.changed(value, changed),
                records.stream()
                        .map(record -> more.get(record.key()))
                        .filter(Objects::nonNull)
                        .toList());
    }

    /** The object with its time in another zone; a time that is none stays and is noted as such. */
    private static ObjectNode moved(ObjectNode value, ZoneId from, ZoneId to, Map<String, String> notes) {
        if (from.equals(to)) {
            return value;
        }
        try {
            var at = LegacyTrade.timeOf(value, Notes.of(notes), from);
            return value.deepCopy().put(LegacyTrade.TIMESTAMP, LegacyTime.text(at, to));
        } catch (IllegalArgumentException impossible) {
            notes.put(LegacyTrade.NO_TIME, String.valueOf(impossible.getMessage()));
            return value;
        }
    }
}

package prescient.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Collection;
import prescient.cutover.Collection.Comparison;
import prescient.cutover.Feature;
import prescient.cutover.LegacyFolder;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordFile;
import prescient.cutover.RecordStore;
import prescient.cutover.RejectedRecord;
import prescient.database.Bulk;
import prescient.legacy.JsonArrayFile;
import prescient.legacy.PythonJson;

/** A feature with two collections, each in a file of its name: {@code rows} and {@code chunks}. */
final class FakeFeature implements Feature {

    static final String ROWS = "rows";
    static final String CHUNKS = "chunks";

    private final Path live;
    private final Bulk bulk;
    /** Batches until the process is killed; never when negative. */
    final AtomicInteger batchesLeft = new AtomicInteger(-1);
    /** What happens between two reads of the database, while a comparison looks again. */
    Runnable whileReading = () -> {};
    /** How often records were read by key. */
    final AtomicInteger keyedReads = new AtomicInteger();

    boolean findsByKey = true;

    FakeFeature(Path live, Bulk bulk) {
        this.live = live;
        this.bulk = bulk;
    }

    /** Stands for SIGKILL: nothing catches it. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public List<Collection> collections() {
        return List.of(new Collection(ROWS, Comparison.ROWS), new Collection(CHUNKS, Comparison.CHUNKS));
    }

    @Override
    public RecordFile file() {
        return new Files2(live);
    }

    @Override
    public RecordFile file(LegacyFolder folder) {
        return new Files2(folder.path());
    }

    @Override
    public RecordStore database() {
        return new Table();
    }

    @Override
    public @Nullable String defect(LegacyRecord fromFile) {
        for (var name : fromFile.value().properties()) {
            if (!Set.of("id", "amount", "text", "more").contains(name.getKey())) {
                return "unknown key " + name.getKey();
            }
        }
        return fromFile.value().path("id").isTextual() ? null : "id is no text";
    }

    private static final class Files2 implements RecordFile {

        private final Path folder;

        Files2(Path folder) {
            this.folder = folder;
        }

        private Path path(String collection) {
            return folder.resolve(collection + ".json");
        }

        @Override
        public List<Path> files() {
            return List.of(path(ROWS), path(CHUNKS)).stream()
                    .filter(Files::exists)
                    .toList();
        }

        @Override
        public void read(Consumer<LegacyRecord> sink) {
            for (var collection : List.of(ROWS, CHUNKS)) {
                var position = new long[1];
                new JsonArrayFile(path(collection))
                        .read(value -> sink.accept(new LegacyRecord(
                                collection, value.path("id").asText("?"), position[0]++, value, Map.of())));
            }
        }

        @Override
        public void write(List<LegacyRecord> records) {
            for (var collection : List.of(ROWS, CHUNKS)) {
                var byKey = new LinkedHashMap<String, ObjectNode>();
                records.stream()
                        .filter(changed -> changed.collection().equals(collection))
                        .forEach(changed -> byKey.put(changed.key(), changed.value()));
                var file = new JsonArrayFile(path(collection));
                var all = new LinkedHashMap<String, ObjectNode>();
                file.read(value -> all.put(value.path("id").asText(), value));
                all.putAll(byKey);
                if (!byKey.isEmpty()) {
                    file.replace(sink -> all.values().forEach(sink));
                }
            }
        }

        @Override
        public void replace(RecordStore source) {
            var all = new LinkedHashMap<String, List<ObjectNode>>();
            all.put(ROWS, new ArrayList<>());
            all.put(CHUNKS, new ArrayList<>());
            source.read(found -> all.get(found.collection()).add(found.value()));
            all.forEach((collection, values) -> {
                var file = new JsonArrayFile(path(collection));
                file.read(value -> {});
                file.replace(sink -> values.forEach(sink));
            });
        }
    }

    private final class Table implements RecordStore {

        @Override
        public void read(Consumer<LegacyRecord> sink) {
            whileReading.run();
            bulk.read(session -> {
                session.query("""
                                SELECT collection, key, position, value::text AS value FROM fake_record
                                ORDER BY collection DESC, position
                                """, row -> {
                    sink.accept(new LegacyRecord(
                            row.getString("collection"),
                            row.getString("key"),
                            row.getLong("position"),
                            parse(row.getString("value")),
                            Map.of()));
                });
                return null;
            });
        }

        @Override
        public void read(Map<String, Set<String>> keys, Consumer<LegacyRecord> sink) {
            keyedReads.incrementAndGet();
            read(candidate -> {
                if (keys.getOrDefault(candidate.collection(), Set.of()).contains(candidate.key())) {
                    sink.accept(candidate);
                }
            });
        }

        @Override
        public boolean findsByKey() {
            return findsByKey;
        }

        @Override
        public void write(List<LegacyRecord> records) {
            if (batchesLeft.get() == 0) {
                throw new Killed();
            }
            batchesLeft.decrementAndGet();
            for (var written : records) {
                if (written.value().path("text").asText().equals("refuse me")) {
                    throw new RejectedRecord(written, "the table refuses it");
                }
            }
            bulk.write(session -> session.execute(
                    """
                            INSERT INTO fake_record (collection, key, position, value)
                            SELECT r.collection, r.key, r.position::bigint, r.value::json
                            FROM unnest(?::text[], ?::text[], ?::text[], ?::text[])
                                AS r (collection, key, position, value)
                            ON CONFLICT (collection, key) DO UPDATE
                                SET position = EXCLUDED.position, value = EXCLUDED.value
                            """,
                    records.stream().map(LegacyRecord::collection).toArray(),
                    records.stream().map(LegacyRecord::key).toArray(),
                    records.stream().map(LegacyRecord::position).toArray(),
                    records.stream().map(r -> PythonJson.text(r.value())).toArray()));
        }
    }

    private static ObjectNode parse(String text) {
        try {
            return (ObjectNode) PythonJson.mapper().readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static LegacyFolder utc(Path folder) {
        return new LegacyFolder(folder, ZoneOffset.UTC);
    }
}

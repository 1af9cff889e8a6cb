package prescient.cutover;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import prescient.database.Bulk;
import prescient.legacy.JsonArrayFile;

/** A feature as small as one can be: things with a key and a text, in {@code things.json} and in a table. */
final class ThingsFeature implements Feature {

    private final Path folder;
    private final Bulk bulk;
    final List<String> handedOver = new ArrayList<>();
    final AtomicInteger databaseBatches = new AtomicInteger();

    @Nullable RuntimeException handOverFails;

    @Nullable UncheckedIOException diskFails;

    ThingsFeature(Path folder, Bulk bulk) {
        this.folder = folder;
        this.bulk = bulk;
    }

    static LegacyRecord thing(String key, String value, long position) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("key", key);
        json.put("value", value);
        return new LegacyRecord("things", key, position, json, Map.of());
    }

    /** All things of a store. */
    static Map<String, String> all(RecordStore store) {
        var all = new TreeMap<String, String>();
        store.read(found -> all.put(found.key(), found.value().path("value").asText()));
        return all;
    }

    @Override
    public String name() {
        return "things";
    }

    @Override
    public List<Collection> collections() {
        return List.of(new Collection("things", Collection.Comparison.ROWS));
    }

    @Override
    public RecordFile file() {
        return new ThingsFile(folder);
    }

    @Override
    public RecordFile file(LegacyFolder other) {
        return new ThingsFile(other.path());
    }

    @Override
    public RecordStore database() {
        return new ThingTable();
    }

    @Override
    public @Nullable String defect(LegacyRecord fromFile) {
        return null;
    }

    @Override
    public void handOver(Mode from, Mode to) {
        if (handOverFails != null) {
            throw handOverFails;
        }
        handedOver.add(from.text() + ">" + to.text());
    }

    private final class ThingsFile implements RecordFile {

        private final Path path;

        ThingsFile(Path folder) {
            this.path = folder.resolve("things.json");
        }

        @Override
        public List<Path> files() {
            return Files.exists(path) ? List.of(path) : List.of();
        }

        @Override
        public void read(Consumer<LegacyRecord> sink) {
            var position = new long[1];
            new JsonArrayFile(path)
                    .read(value -> sink.accept(thing(
                            value.path("key").asText(), value.path("value").asText(), position[0]++)));
        }

        @Override
        public void write(List<LegacyRecord> records) {
            var all = all(this);
            records.forEach(changed ->
                    all.put(changed.key(), changed.value().path("value").asText()));
            put(all);
        }

        @Override
        public void replace(RecordStore source) {
            put(all(source));
        }

        private void put(Map<String, String> all) {
            if (diskFails != null) {
                throw diskFails;
            }
            var file = new JsonArrayFile(path);
            file.read(_ -> {});
            file.replace(sink ->
                    all.forEach((key, value) -> sink.accept(thing(key, value, 0).value())));
        }
    }

    private final class ThingTable implements RecordStore {

        @Override
        public void read(Consumer<LegacyRecord> sink) {
            bulk.read(session -> {
                session.query(
                        "SELECT * FROM thing ORDER BY key",
                        row -> sink.accept(
                                thing(row.getString("key"), row.getString("value"), row.getLong("position"))));
                return null;
            });
        }

        @Override
        public void write(List<LegacyRecord> records) {
            bulk.write(session -> {
                for (var changed : records) {
                    session.execute(
                            """
                            INSERT INTO thing (key, position, value) VALUES (?, ?, ?)
                            ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, position = EXCLUDED.position
                            """,
                            changed.key(),
                            changed.position(),
                            changed.value().path("value").asText());
                }
                return null;
            });
            databaseBatches.incrementAndGet();
        }
    }
}

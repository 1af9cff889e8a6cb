package prescient.market.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prescient.cutover.LegacyFolder;
import prescient.cutover.LegacyRecord;
import prescient.cutover.RecordFile;
import prescient.cutover.RecordStore;
import prescient.legacy.JsonArrayFile;
import prescient.market.venue.GammaScan.Span;

/**
 * The catalogue in the legacy files of one folder: all events as the venue sent them, and those events and markets that
 * the filters chose. Reads answer from a slim index; the venue's text stays in the files. Blocking, safe for concurrent
 * use; a reader sees the old files or the new ones.
 */
public final class CatalogueFile implements RecordFile, AutoCloseable {

    /** The feature's name. */
    public static final String FEATURE = "events";

    private final Path eventsPath;
    private final Map<String, JsonArrayFile> arrays = new LinkedHashMap<>();
    private final List<Path> paths;
    private final QuoteFile quotes;
    private final IndexFile reader;
    private final WriterFile writer;

    /** An event that the filters chose. */
    public record Candidate(CatalogueEvent event, OptionalInt daysUntilEnd) {}

    /** Takes the events of a catalogue one by one. */
    public interface EventSink {
        void accept(ObjectNode event, Sight sight);
    }

    /** @param live true for the folder that the service writes all the time; it stays the only writer then */
    public CatalogueFile(LegacyFolder folder, boolean live) {
        var dir = folder.path();
        this.writer = new WriterFile(dir, FEATURE, live);
        this.eventsPath = place(dir, "events/raw_events_backup.json");
        var filteredEvents = place(dir, "events/filtered_events.json");
        var filteredMarkets = place(dir, "markets/filtered_markets.json");
        this.paths = List.of(eventsPath, filteredEvents, filteredMarkets);
        arrays.put(CatalogueRecords.EVENTS, new JsonArrayFile(eventsPath));
        arrays.put(CatalogueRecords.FILTERED_EVENTS, new JsonArrayFile(filteredEvents));
        arrays.put(CatalogueRecords.FILTERED_MARKETS, new JsonArrayFile(filteredMarkets));
        this.quotes = new QuoteFile(dir);
        this.reader = new IndexFile(eventsPath, filteredEvents, filteredMarkets, new SeenFile(dir), quotes);
    }

    /** What the files hold now. */
    public CatalogueIndex index() {
        return reader.index();
    }

    /** An event as the venue sent it; empty when the file has none with this id. */
    public Optional<ObjectNode> event(String id) {
        return reader.event(id);
    }

    /** A market as the venue sent it within its event; empty when no event in the file has one with this id. */
    public Optional<ObjectNode> market(String id) {
        return reader.market(id);
    }

    /**
     * Replaces the events, and keeps what is known of the markets that leave with them.
     *
     * @param source gives each event once, in the venue's order
     * @param whole asked when all were given; false when this is not the venue's whole catalogue: then the events it
     *     did not give stay, behind the others
     */
    public void ingest(Consumer<EventSink> source, BooleanSupplier whole) {
        writer.run(() -> replaceEvents(source, whole));
    }

    private void replaceEvents(Consumer<EventSink> source, BooleanSupplier whole) {
        var before = index();
        var ids = new HashSet<String>();
        var markets = new HashSet<String>();
        var sights = new Sights();
        array(CatalogueRecords.EVENTS).replace(sink -> {
            EventSink next = (event, sight) -> {
                ids.add(CatalogueRecords.id(event).orElse(""));
                event.path("markets")
                        .forEach(market -> markets.add(market.path("id").asText()));
                sights.add(sight);
                sink.accept(event);
            };
            source.accept(next);
            if (!whole.getAsBoolean()) {
                keepUnseen(before, Set.copyOf(ids), next);
            }
            // Before the file forgets them.
            quotes.keep(before.markets().values().stream()
                    .filter(market -> market.listed() && !markets.contains(market.id()))
                    .map(market -> new CatalogueMarket(market.venue(), market.quote(), market.sight(), null))
                    .toList());
        });
        reader.seen(sights);
    }

    /** The markets that were asked for one by one, and those that left the catalogue. */
    public Collection<CatalogueMarket> quotes() {
        return quotes.all().values();
    }

    /** Keeps markets that were asked for one by one; the files stay as they are. */
    public void refresh(Collection<CatalogueMarket> markets) {
        writer.run(() -> quotes.keep(markets));
    }

    /**
     * Writes the filters' choice.
     *
     * @param index in which it was made
     * @return false when the events changed meanwhile, so that it has to be made again; then nothing is written
     */
    public boolean choose(CatalogueIndex index, List<Candidate> events, List<CatalogueMarket> markets) {
        try {
            writer.run(() -> replaceChoice(index, events, markets));
            return true;
        } catch (Moved moved) {
            return false;
        }
    }

    private void replaceChoice(CatalogueIndex index, List<Candidate> events, List<CatalogueMarket> markets) {
        try (var texts = index.events().isEmpty() ? null : new SpanFile(eventsPath)) {
            // One within the other, so that neither is replaced before everything was found.
            array(CatalogueRecords.FILTERED_EVENTS).replace(chosen -> {
                events.forEach(candidate -> chosen.accept(withDays(texts, candidate)));
                array(CatalogueRecords.FILTERED_MARKETS)
                        .replace(sink ->
                                markets.forEach(market -> sink.accept(found(texts, market.id(), market.span()))));
            });
        }
    }

    private static ObjectNode withDays(@Nullable SpanFile texts, Candidate candidate) {
        var event = found(texts, candidate.event().id(), candidate.event().span());
        var days = candidate.daysUntilEnd();
        return days.isPresent() ? event.put("days_until_end", days.getAsInt()) : event.putNull("days_until_end");
    }

    /** All bytes of the files of these collections. */
    public long bytes(List<String> collections) {
        return collections.stream().mapToLong(name -> array(name).bytes()).sum();
    }

    /** The records of one collection, for files that are known to be small. */
    public List<LegacyRecord> records(String collection) {
        var records = new ArrayList<LegacyRecord>();
        read(collection, records::add);
        return records;
    }

    @Override
    public List<Path> files() {
        return paths.stream().filter(Files::exists).map(Path::toAbsolutePath).toList();
    }

    @Override
    public void read(Consumer<LegacyRecord> sink) {
        CatalogueRecords.COLLECTIONS.forEach(collection -> read(collection, sink));
    }

    @Override
    public void write(List<LegacyRecord> records) {
        writer.run(() -> writeEach(records));
    }

    private void writeEach(List<LegacyRecord> records) {
        for (var collection : CatalogueRecords.COLLECTIONS) {
            var more = new LinkedHashMap<String, ObjectNode>();
            records.stream()
                    .filter(each -> each.collection().equals(collection))
                    .forEach(each -> more.put(each.key(), each.value()));
            if (more.isEmpty()) {
                continue;
            }
            var known = new HashSet<String>();
            array(collection).read(old -> CatalogueRecords.id(old).ifPresent(known::add));
            var added = more.entrySet().stream()
                    .filter(each -> !known.contains(each.getKey()))
                    .map(Map.Entry::getValue)
                    .toList();
            array(collection)
                    .rewrite(
                            old -> CatalogueRecords.id(old)
                                    .map(more::get)
                                    .filter(next -> !next.equals(old))
                                    .orElse(old),
                            added);
        }
    }

    @Override
    public void replace(RecordStore source) {
        writer.run(() -> replaceAll(source));
    }

    private void replaceAll(RecordStore source) {
        var sights = new Sights();
        array(CatalogueRecords.EVENTS)
                .replace(events -> array(CatalogueRecords.FILTERED_EVENTS)
                        .replace(chosen -> array(CatalogueRecords.FILTERED_MARKETS)
                                .replace(markets -> source.read(each -> {
                                    switch (each.collection()) {
                                        case CatalogueRecords.EVENTS -> {
                                            sights.add(CatalogueRecords.sight(each));
                                            events.accept(each.value());
                                        }
                                        case CatalogueRecords.FILTERED_EVENTS -> chosen.accept(each.value());
                                        case CatalogueRecords.FILTERED_MARKETS -> markets.accept(each.value());
                                        default ->
                                            throw new IllegalArgumentException("no collection " + each.collection());
                                    }
                                }))));
        reader.seen(sights);
    }

    /** Lets others write. */
    @Override
    public void close() {
        writer.close();
    }

    private JsonArrayFile array(String collection) {
        return java.util.Objects.requireNonNull(arrays.get(collection), collection);
    }

    private void read(String collection, Consumer<LegacyRecord> sink) {
        var sights = collection.equals(CatalogueRecords.EVENTS) ? reader.sights() : null;
        var records = new CatalogueRecords(collection, sights, sink);
        array(collection).read(records::accept);
        records.end();
    }

    private void keepUnseen(CatalogueIndex before, Set<String> ids, EventSink sink) {
        if (before.events().isEmpty()) {
            return;
        }
        try (var texts = new SpanFile(eventsPath)) {
            before.events().stream()
                    .filter(event -> !ids.contains(event.id()))
                    .forEach(event -> sink.accept(found(texts, event.id(), event.span()), event.sight()));
        }
    }

    /** Another version of the file than the one the index was made of. */
    private static final class Moved extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static ObjectNode found(@Nullable SpanFile texts, String id, @Nullable Span span) {
        if (texts == null || span == null) {
            throw new Moved();
        }
        return texts.object(span, id).orElseThrow(Moved::new);
    }

    /** Where a file is: in its place, or flat in the folder. */
    private static Path place(Path dir, String name) {
        var usual = dir.resolve(name);
        return Stream.of(usual, dir.resolve(usual.getFileName()))
                .filter(Files::exists)
                .findFirst()
                .orElse(usual);
    }
}

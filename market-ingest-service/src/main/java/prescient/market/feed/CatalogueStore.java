package prescient.market.feed;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import prescient.market.venue.Defect;
import prescient.market.venue.VenueEvent;
import prescient.market.venue.VenueMarket;
import prescient.market.venue.VenuePage;

/**
 * Takes in the pages of one run: drops what came before, and writes batches while the next pages are read. One thread
 * calls it; the writing goes on beside it.
 */
final class CatalogueStore {

    /** Texts of events are written when they are this long together, because whole events are long. */
    private static final long MANY_LETTERS = 2_000_000;

    private final CatalogueTable table;
    private final String runId;
    private final IngestConfig config;
    private final Gate gate;
    private final Semaphore writers;
    private final Set<String> eventIds = new HashSet<>();
    private final Set<String> marketIds = new HashSet<>();
    private final ConcurrentLinkedQueue<Defect> defects = new ConcurrentLinkedQueue<>();
    private final AtomicInteger snapshots = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private List<Sighting<VenueEvent>> events = new ArrayList<>();
    private List<Sighting<VenueMarket>> markets = new ArrayList<>();
    private List<Sighting<VenueEvent>> texts = new ArrayList<>();
    private long textLength;
    private int duplicates;
    private long firstWriteNanos;

    CatalogueStore(CatalogueTable table, String runId, IngestConfig config, Gate gate) {
        this.table = table;
        this.runId = runId;
        this.config = config;
        this.gate = gate;
        this.writers = new Semaphore(config.writers());
    }

    /** Lets a write through, or refuses it, when the run has lost its store. */
    interface Gate {
        <T> Uni<T> through(Supplier<Uni<T>> write);
    }

    /** Takes a page in. Waits while as many batches are being written as may be at once. */
    void accept(VenuePage page, Instant at) {
        defects.addAll(page.defects());
        for (var event : page.events()) {
            if (!eventIds.add(event.id())) {
                duplicates++;
                continue;
            }
            var sighting = new Sighting<>(event, eventIds.size() - 1, at);
            events.add(sighting);
            texts.add(sighting);
            textLength += event.raw().length();
            for (var market : event.markets()) {
                if (marketIds.add(market.id())) {
                    markets.add(new Sighting<>(market, marketIds.size() - 1, at));
                }
            }
        }
        if (markets.size() >= config.batch()) {
            writeMarkets();
        }
        if (events.size() >= config.batch()) {
            writeEvents();
        }
        if (textLength >= MANY_LETTERS) {
            writeTexts();
        }
    }

    /**
     * Writes the rest and waits for everything that is under way.
     *
     * @throws RuntimeException what stopped a write
     */
    Taken finish() {
        writeMarkets();
        writeEvents();
        writeTexts();
        writers.acquireUninterruptibly(config.writers());
        throwFailure();
        long writeMs = firstWriteNanos == 0 ? 0 : (System.nanoTime() - firstWriteNanos) / 1_000_000;
        var all = List.copyOf(defects);
        boolean lost = all.stream().anyMatch(Defect::loss);
        return new Taken(
                eventIds.size(), marketIds.size() - refused.get(), snapshots.get(), duplicates, all, lost, writeMs);
    }

    private void writeMarkets() {
        var batch = markets;
        markets = new ArrayList<>();
        submit(batch, this::writtenMarkets);
    }

    private void writeEvents() {
        var batch = events;
        events = new ArrayList<>();
        submit(batch, this::writtenEvents);
    }

    private void writeTexts() {
        var batch = texts;
        texts = new ArrayList<>();
        textLength = 0;
        submit(
                batch,
                some -> table.writeTexts(some.stream().map(Sighting::what).toList())
                        .replaceWith(0));
    }

    private interface Writing<T> {
        Uni<Integer> of(List<Sighting<T>> batch);
    }

    private <T> void submit(List<Sighting<T>> batch, Writing<T> writing) {
        if (batch.isEmpty()) {
            return;
        }
        if (firstWriteNanos == 0) {
            firstWriteNanos = System.nanoTime();
        }
        writers.acquireUninterruptibly();
        throwFailure();
        var _ = gate.through(() -> writing.of(batch))
                .ifNoItem()
                .after(config.statementTimeout())
                .fail()
                .onItem()
                .invoke(snapshots::addAndGet)
                .onFailure()
                .invoke(failure::set)
                .onTermination()
                .invoke(() -> writers.release()) // last, so that whoever holds all permits sees every result
                .subscribe()
                .with(written -> {}, counted -> {});
    }

    private void throwFailure() {
        var stopped = failure.get();
        if (stopped instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (stopped != null) {
            throw new IllegalStateException(stopped);
        }
    }

    private Uni<Integer> writtenMarkets(List<Sighting<VenueMarket>> batch) {
        return table.writeMarkets(batch, runId, true)
                .onFailure(CatalogueTable::isBadValue)
                .recoverWithUni(bad -> {
                    if (batch.size() == 1) {
                        var market = batch.getFirst().what();
                        refused.incrementAndGet();
                        defects.add(refusal("market " + market.id(), bad, market.payload(), false));
                        return Uni.createFrom().item(0);
                    }
                    return halves(batch, this::writtenMarkets);
                });
    }

    private Uni<Integer> writtenEvents(List<Sighting<VenueEvent>> batch) {
        return table.writeEvents(batch, runId)
                .replaceWith(0)
                .onFailure(CatalogueTable::isBadValue)
                .recoverWithUni(bad -> {
                    if (batch.size() == 1) {
                        var event = batch.getFirst().what();
                        defects.add(refusal("event " + event.id(), bad, event.payload(), true));
                        return Uni.createFrom().item(0);
                    }
                    return halves(batch, this::writtenEvents);
                });
    }

    private static Defect refusal(String position, Throwable bad, String payload, boolean loss) {
        return new Defect(position, "the database refused it: " + bad.getMessage(), payload, loss);
    }

    /** Writes the halves one by one, so that one bad row costs a few statements and not its neighbours. */
    private static <T> Uni<Integer> halves(List<Sighting<T>> batch, Writing<T> writing) {
        int middle = batch.size() / 2;
        return writing.of(batch.subList(0, middle))
                .chain(first -> writing.of(batch.subList(middle, batch.size())).map(second -> first + second));
    }
}

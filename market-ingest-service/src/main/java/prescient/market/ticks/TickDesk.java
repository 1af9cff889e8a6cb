package prescient.market.ticks;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import prescient.database.DatabasePulse;

/**
 * Makes of what the exchange says rows and gaps, and stores them together. All methods but {@link #heardAt} and its
 * like are called one at a time, by the feed's own thread.
 */
@ApplicationScoped
class TickDesk {

    static final String VENUE = "coinbase";

    private static final Duration SECOND = Duration.ofSeconds(1);
    /** Gaps that wait for the database at most; beyond them neighbours become one. */
    private static final int MOST_GAPS = 500;

    private final TicksConfig config;
    private final PriceLogTable table;
    private final DatabasePulse pulse;
    private final InstantSource clock;
    private final SecondRows rows;
    private final List<PriceGap> gaps = new ArrayList<>();
    private final Map<String, GapWatch> watches = new HashMap<>();
    private final Map<String, Instant> begins = new HashMap<>();
    private final Set<String> resumed = new HashSet<>();

    private volatile @Nullable Instant heardAt;
    private volatile @Nullable Instant datumAt;
    private final AtomicLong gapCount = new AtomicLong();
    private volatile long waiting;

    TickDesk(TicksConfig config, PriceLogTable table, DatabasePulse pulse, InstantSource clock) {
        this.config = config;
        this.table = table;
        this.pulse = pulse;
        this.clock = clock;
        this.rows = new SecondRows(config.maxWaiting());
    }

    /** Takes a message. Trades of symbols nobody asked for are left out. */
    void take(SpotMessage message) {
        heardAt = clock.instant();
        switch (message) {
            case SpotMessage.Tick tick
            when config.symbols().contains(tick.symbol()) -> {
                begins.putIfAbsent(tick.symbol(), tick.at());
                watch(tick.symbol()).take(tick).ifPresent(this::note);
                rows.take(tick).forEach(this::giveUp);
                var newest = datumAt;
                datumAt = newest == null || tick.at().isAfter(newest) ? tick.at() : newest;
            }
            case SpotMessage.Heartbeat heartbeat
            when config.symbols().contains(heartbeat.symbol()) ->
                watch(heartbeat.symbol()).take(heartbeat).ifPresent(this::note);
            case SpotMessage.Tick other -> {}
            case SpotMessage.Heartbeat other -> {}
            case SpotMessage.Failure failure -> {}
            case SpotMessage.Other other -> {}
        }
        waiting = rows.waiting();
    }

    /** The connection is gone. */
    void lost() {
        watches.values().forEach(GapWatch::lost);
    }

    /** What a statement is to store. */
    record Load(List<SecondRow> rows, List<PriceGap> gaps, Map<String, Instant> begins) {}

    /** What waits, for {@link #store}; null when nothing does, or the database gives no sign of life. */
    @Nullable Load load() {
        if ((rows.waiting() == 0 && gaps.isEmpty()) || !pulse.last().up()) {
            return null;
        }
        var fresh = new HashMap<>(begins);
        fresh.keySet().removeAll(resumed);
        var load = new Load(rows.handOut(), List.copyOf(gaps), Map.copyOf(fresh));
        gaps.clear();
        waiting = 0;
        return load;
    }

    /** Stores a load, in one statement for its rows; any thread. A repetition changes nothing. */
    Uni<Void> store(Load load) {
        var found = Uni.createFrom().item(List.copyOf(load.gaps()));
        for (var begin : load.begins().entrySet()) {
            found = found.flatMap(gaps -> table.last(begin.getKey(), config.environment())
                    .map(last -> last.map(second -> withStart(gaps, begin.getKey(), second, begin.getValue()))
                            .orElse(gaps)));
        }
        return found.flatMap(all -> all.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : table.note(config.environment(), all, clock.instant()))
                .chain(() -> load.rows().isEmpty()
                        ? Uni.createFrom().voidItem()
                        : table.store(VENUE, config.environment(), load.rows()).replaceWithVoid())
                .ifNoItem()
                .after(config.statementTimeout())
                .fail();
    }

    /** Before the first row after a start: what came since the last one that is stored is not known. */
    private static List<PriceGap> withStart(List<PriceGap> gaps, String symbol, Instant last, Instant begin) {
        if (!begin.isAfter(last.plus(SECOND))) {
            return gaps;
        }
        var more = new ArrayList<>(gaps);
        more.add(new PriceGap(symbol, last.plus(SECOND), begin, PriceGap.Reason.NOT_RUNNING));
        return List.copyOf(more);
    }

    /** A load is stored. */
    void stored(Load load) {
        resumed.addAll(load.begins().keySet());
    }

    /** A load is not stored: it waits again. */
    void putBack(Load load) {
        gaps.addAll(0, load.gaps());
        rows.putBack(load.rows()).forEach(this::giveUp);
        waiting = rows.waiting();
    }

    private GapWatch watch(String symbol) {
        return watches.computeIfAbsent(symbol, GapWatch::new);
    }

    private void giveUp(SecondRow row) {
        var gap = new PriceGap(row.symbol(), row.second(), row.second().plus(SECOND), PriceGap.Reason.OVERFLOW);
        if (!gaps.isEmpty() && gaps.getLast().joins(gap)) {
            gaps.add(gaps.removeLast().with(gap));
        } else {
            note(gap);
        }
    }

    private void note(PriceGap gap) {
        gapCount.incrementAndGet();
        gaps.add(gap);
        if (gaps.size() > MOST_GAPS) {
            var oldest = gaps.removeFirst();
            for (int i = 0; i < gaps.size(); i++) {
                if (gaps.get(i).symbol().equals(oldest.symbol())) {
                    gaps.set(i, oldest.with(gaps.get(i)));
                    return;
                }
            }
            gaps.addFirst(oldest);
        }
    }

    @Nullable Instant heardAt() {
        return heardAt;
    }

    @Nullable Instant datumAt() {
        return datumAt;
    }

    long gapCount() {
        return gapCount.get();
    }

    long waiting() {
        return waiting;
    }
}

package prescient.signal.backtest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import prescient.paper.QuoteRefusal;
import prescient.signal.market.Candidate;
import prescient.signal.market.MarketFilters;
import prescient.signal.strategy.Action;
import prescient.signal.strategy.Advice;
import prescient.signal.strategy.Parameters;
import prescient.signal.strategy.Screen;
import prescient.signal.strategy.Strategy;

/**
 * Trades a recording as cycles would have:
 *
 * <ol>
 *   <li>see the snapshots up to now, and no later ones;
 *   <li>choose among the markets that pass the bounds;
 *   <li>trade: the most confident first, each order by the rules of paper trading;
 *   <li>settle what was decided;
 *   <li>value what is held.
 * </ol>
 *
 * <p>Where nothing can be bought, signals are only counted, without objects; the counts are the same. One thread, once.
 */
public final class Replay {

    /** Points of the stored curve; valuing every cycle would cost more than replaying it. */
    private static final int POINTS = 500;

    /** A cycle ingests before it trades, so no quote is ever stale. */
    private static final Duration FRESH = Duration.ofDays(1);

    /** Is told how far a replay has come. */
    public interface Watch {

        /** Called after each cycle; false ends the replay. */
        boolean goesOn(long snapshots);
    }

    /** Is shown the advice of each cycle, in the order of execution. */
    interface Journal {
        void advised(Instant at, List<Advice> advice);
    }

    /**
     * What came out.
     *
     * @param whole false when it was ended before its time
     */
    public record Result(Figures figures, List<TradeLine> trades, List<EquityPoint> equity, boolean whole) {}

    private final Recording recording;
    private final Plan plan;
    private final Strategy strategy;
    private final Parameters parameters;
    private final @Nullable Screen screen;
    private final @Nullable Journal journal;
    private final Books books;
    private final Resolutions resolutions;
    private final Standing standing;
    private final Largest largest;
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, Long> denied = new TreeMap<>();
    private final List<EquityPoint> equity = new ArrayList<>();

    /** Markets chosen in this cycle, and room for one that is not. */
    private final int[] chosen;

    private int row;
    /** Rows of the last cycle. */
    private int width;

    private long signals;

    Replay(
            Recording recording,
            Plan plan,
            Bounds bounds,
            Strategy strategy,
            Parameters parameters,
            @Nullable Journal journal) {
        this.recording = recording;
        this.plan = plan;
        this.strategy = strategy;
        this.parameters = parameters;
        this.journal = journal;
        this.screen = strategy.screen(parameters).orElse(null);
        this.books = new Books(recording, plan.cash());
        this.resolutions = new Resolutions(recording);
        this.standing = new Standing(recording, bounds, screen);
        this.chosen = new int[recording.markets.size() + 1];
        this.largest = new Largest(screen == null ? 1 : Math.min(screen.most(), chosen.length));
        for (int i = 0; i < recording.markets.size(); i++) {
            places.put(recording.markets.get(i).marketId(), i);
        }
    }

    /**
     * A replay.
     *
     * @param filters as a run has them; what they leave out are market-ingest's defaults
     */
    public static Replay of(
            Recording recording, Plan plan, MarketFilters filters, Strategy strategy, Parameters parameters) {
        return new Replay(recording, plan, Bounds.of(filters), strategy, parameters, null);
    }

    /** Runs all cycles, or until {@code watch} ends it. */
    public Result run(Watch watch) {
        long step = plan.every().toNanos() / 1000;
        long first = Recording.micros(plan.from());
        int cycles = plan.cycles();
        int spacing = Math.ceilDiv(cycles, POINTS);
        int cycle = 0;
        boolean goesOn = true;
        while (goesOn && cycle < cycles) {
            long now = first + cycle * step;
            cycle(now);
            cycle++;
            goesOn = watch.goesOn(row);
            if (cycle % spacing == 0 || cycle == cycles || !goesOn) {
                equity.add(books.value(standing.latest(), Recording.instant(now)));
            }
        }
        var counts = new Figures.Counts(cycle, row, signals, books.trades().size(), Map.copyOf(denied));
        return new Result(Figures.of(plan.cash(), counts, books, equity), books.trades(), List.copyOf(equity), goesOn);
    }

    private void cycle(long now) {
        // 1 see
        int next = recording.later(row, now, width);
        standing.see(row, next, now);
        width = next - row;
        row = next;
        resolutions.see(now, standing);

        // 2 choose, 3 trade
        if (screen == null || journal != null) {
            trade(standing.choose(chosen), now);
        } else if (standing.count() > screen.most()) {
            int all = standing.choose(chosen);
            int count = largest.first(chosen, all, standing.latest(), recording.volume);
            tradeOrCount(screen, count, fresh(count), now);
        } else {
            tradeOrCount(screen, standing.count(), standing.fresh(), now);
        }

        // 4 settle
        resolutions.settle(books, Recording.instant(now));
    }

    /** Only counts signals of which it is plain that none can be bought. */
    private void tradeOrCount(Screen wanted, int count, int fresh, long now) {
        if (fresh > 0 && books.covers(wanted.amount())) {
            trade(count == standing.count() ? standing.choose(chosen) : count, now);
            return;
        }
        signals += count;
        deny("INSUFFICIENT_CASH", fresh);
        deny("DUPLICATE_POSITION", count - fresh);
    }

    /** How many of the chosen are not held. */
    private int fresh(int count) {
        int fresh = 0;
        for (int i = 0; i < count; i++) {
            fresh += standing.isHeld(chosen[i]) ? 0 : 1;
        }
        return fresh;
    }

    private void trade(int count, long micros) {
        var now = Recording.instant(micros);
        var candidates = new ArrayList<Candidate>(count);
        for (int i = 0; i < count; i++) {
            candidates.add(recording.candidate(standing.latest()[chosen[i]]));
        }
        candidates.sort(Comparator.comparingDouble(Replay::volume).reversed());
        var advice = strategy.advise(candidates, parameters).stream()
                .sorted(Comparator.comparing(Advice::confidence).reversed())
                .toList();
        if (journal != null) {
            journal.advised(now, advice);
        }
        signals += advice.size();
        advice.forEach(one -> order(one, now));
    }

    private void order(Advice advice, Instant now) {
        int market = places.getOrDefault(advice.candidate().marketId(), -1);
        var price = recording.price(standing.latest()[market], advice.action() == Action.BUY_YES);
        var offer = new QuoteRefusal.Offer(standing.isDecided(market), price, now);
        var refusal = QuoteRefusal.of(offer, true, advice.targetPrice(), now, FRESH);
        if (refusal.isPresent()) {
            deny(refusal.get().name(), 1);
        } else if (standing.isHeld(market)) {
            deny("DUPLICATE_POSITION", 1);
        } else if (!books.covers(advice.amount())) {
            deny("INSUFFICIENT_CASH", 1);
        } else {
            books.open(market, advice, price, now);
            standing.hold(market);
        }
    }

    private void deny(String code, long signalsDenied) {
        if (signalsDenied > 0) {
            denied.merge(code, signalsDenied, Long::sum);
        }
    }

    private static double volume(Candidate candidate) {
        return candidate.volume() == null ? 0 : candidate.volume().doubleValue();
    }
}

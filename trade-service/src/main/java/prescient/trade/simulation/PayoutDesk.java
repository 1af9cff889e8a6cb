package prescient.trade.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import prescient.money.Money;
import prescient.trade.simulation.EventQueue.Event;
import prescient.trade.simulation.EventQueue.Kind;
import prescient.trade.simulation.Outcome.CashKind;
import prescient.trade.simulation.Outcome.CashRow;
import prescient.trade.simulation.PayoutTable.Market;
import prescient.trade.simulation.PayoutTable.SettlementRow;
import prescient.trade.venue.SettlementRule;
import prescient.trade.venue.VenueSettlement.Result;

/**
 * Settles markets: pays what a result is worth, and when a market is determined again, the difference. Blocks; several
 * threads do no harm.
 */
@ApplicationScoped
class PayoutDesk {

    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 10;

    private final PayoutTable table;
    private final Results results;
    private final FaultPlan faults;
    private final SimulationConfig config;
    private final SimulationMeters meters;
    private final InstantSource clock;

    PayoutDesk(
            PayoutTable table,
            Results results,
            FaultPlan faults,
            SimulationConfig config,
            SimulationMeters meters,
            InstantSource clock) {
        this.table = table;
        this.results = results;
        this.faults = faults;
        this.config = config;
        this.meters = meters;
        this.clock = clock;
    }

    /** Settles what has a result by now; answers what is to happen next: the others again, in a while. */
    List<Event> settle(List<String> tickers) {
        var decided = new HashMap<>(results.of(tickers).await().atMost(DEADLINE));
        var events = new ArrayList<Event>();
        for (var ticker : tickers) {
            if (!decided.containsKey(ticker)) {
                events.add(new Event(clock.instant().plus(config.resultPause()), Kind.SETTLE, ticker));
            }
        }
        decided.keySet().retainAll(tickers);
        events.addAll(decide(decided));
        return events;
    }

    /** Gives settled markets the other result; of those that are void or not settled, none. */
    List<Event> redetermine(List<String> tickers) {
        var decided = new HashMap<String, Result>();
        for (var market : table.read(tickers).await().atMost(DEADLINE).markets()) {
            var result = market.result();
            if (result == Result.YES || result == Result.NO) {
                decided.put(market.ticker(), result == Result.YES ? Result.NO : Result.YES);
            }
        }
        return decide(decided);
    }

    /**
     * Settles these markets with these results, now. One that already has its result is left as it is.
     *
     * @throws IllegalStateException when others keep changing the state; nothing was written then
     */
    List<Event> decide(Map<String, Result> decided) {
        for (int attempt = 0; attempt < ATTEMPTS && !decided.isEmpty(); attempt++) {
            var known = table.read(List.copyOf(decided.keySet())).await().atMost(DEADLINE);
            var now = clock.instant();
            var payouts = new Payouts(known.cashSeq(), known.settlementSeq(), known.balance(), now);
            for (var market : known.markets()) {
                var result = java.util.Objects.requireNonNull(decided.get(market.ticker()));
                if (result != market.result()) {
                    payouts.pay(market, result, happens(market, now));
                }
            }
            if (payouts.settlements.isEmpty()) {
                return List.of();
            }
            if (table.write(
                            known.version(),
                            payouts.cashSeq,
                            payouts.settlementSeq,
                            payouts.balance,
                            payouts.settlements,
                            payouts.cash)
                    .await()
                    .atMost(DEADLINE)) {
                return told(payouts, now);
            }
        }
        if (decided.isEmpty()) {
            return List.of();
        }
        throw new IllegalStateException("the state of the exchange moved " + ATTEMPTS + " times");
    }

    private List<Event> told(Payouts payouts, Instant now) {
        var events = new ArrayList<Event>();
        var done = clock.instant();
        for (var settlement : payouts.settlements) {
            var dueAt = settlement.dueAt();
            if (dueAt != null) {
                meters.happened(LatencyProfile.SETTLEMENT, Duration.between(dueAt, done));
            }
            if (faults.fires(Fault.REDETERMINED_RESULT)) {
                var latency = LatencyProfile.SETTLEMENT.draw(config.seed(), settlement.ticker() + "/again");
                events.add(new Event(now.plus(latency), Kind.REDETERMINE, settlement.ticker()));
            }
        }
        return events;
    }

    /** The drawn time is now, and not one at which there was no result yet, or one to come. */
    private boolean happens(Market market, Instant now) {
        var dueAt = market.dueAt();
        return dueAt != null && !now.isBefore(dueAt) && now.isBefore(dueAt.plus(config.resultPause()));
    }

    /** What a round of settlements moves. */
    private static final class Payouts {

        private final List<SettlementRow> settlements = new ArrayList<>();
        private final List<CashRow> cash = new ArrayList<>();
        private final Instant now;
        private long cashSeq;
        private long settlementSeq;
        private Money balance;

        Payouts(long cashSeq, long settlementSeq, Money balance, Instant now) {
            this.cashSeq = cashSeq;
            this.settlementSeq = settlementSeq;
            this.balance = balance;
            this.now = now;
        }

        /** @param drawn the time of the settlement is the drawn one */
        void pay(Market market, Result result, boolean drawn) {
            var revenue = SettlementRule.revenue(market.yes(), market.no(), result);
            var before = market.revenue();
            var amount = before == null ? revenue : revenue.minus(before);
            settlementSeq++;
            var first = before == null;
            settlements.add(new SettlementRow(
                    settlementSeq,
                    market.ticker(),
                    result,
                    revenue,
                    first && drawn ? market.closeTime() : null,
                    first && drawn ? market.dueAt() : null,
                    now,
                    evidence(market, first && drawn)));
            balance = balance.plus(amount);
            cashSeq++;
            cash.add(new CashRow(
                    cashSeq,
                    first ? CashKind.SETTLED : CashKind.CORRECTED,
                    "SIM-" + settlementSeq,
                    market.ticker(),
                    amount,
                    balance,
                    now));
        }

        private static Map<String, Object> evidence(Market market, boolean drawn) {
            return Map.of("yes", market.yes(), "no", market.no(), "latency", drawn ? "drawn" : "told");
        }
    }
}

package prescient.signal.signal;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import prescient.problem.RequestProblem;
import prescient.signal.market.MarketClient;
import prescient.signal.strategy.StrategyDesk;
import prescient.trail.Trail;

/** Generates signals, leases them out and takes in what became of them. */
@ApplicationScoped
class SignalDesk {

    private static final Logger LOG = Logger.getLogger(SignalDesk.class);
    private static final Duration STORE_DEADLINE = Duration.ofSeconds(30);

    private final StrategyDesk strategies;
    private final MarketClient markets;
    private final SignalStore store;
    private final SignalMeters meters;
    private final SignalConfig config;
    private final InstantSource clock;

    SignalDesk(
            StrategyDesk strategies,
            MarketClient markets,
            SignalStore store,
            SignalMeters meters,
            SignalConfig config,
            InstantSource clock) {
        this.strategies = strategies;
        this.markets = markets;
        this.store = store;
        this.meters = meters;
        this.config = config;
        this.clock = clock;
    }

    /** One generation; blocks, so call it on a virtual thread. Repeating it is harmless and cheap. */
    GenerateResult generate(GenerateRequest request) {
        // 1. Check: an unknown strategy or parameter asks nobody and writes nothing.
        var strategy = strategies.find(request.strategy());
        var parameters = strategies.parameters(strategy, request.parameters());

        // 2. A run that was done before is answered as it was.
        var before = store.find(request.runId(), request.portfolioId()).await().atMost(STORE_DEADLINE);
        if (before.isPresent()) {
            return repeated(request, before.get());
        }
        strategies.mustBeEnabled(strategy).await().atMost(STORE_DEADLINE);

        // 3. Look at the markets.
        var filters = request.filters().over(strategy.filters());
        var found = markets.candidates(request.runId(), filters, config.marketDeadline())
                .await()
                .indefinitely();

        // 4. Advise; the most confident first, otherwise in the markets' order.
        var now = now();
        var signals = strategy.advise(found.items(), parameters).stream()
                .map(advice -> Signal.of(request, advice, now))
                .sorted(Comparator.comparing(Signal::confidence).reversed())
                .toList();

        // 5. Store the run with its signals, all or nothing.
        var result = GenerateResult.of(request, found, signals);
        if (store.store(request, result, signals, now).await().atMost(STORE_DEADLINE)) {
            meters.moved(SignalStatus.GENERATED, signals.size());
            return result;
        }

        // 6. Somebody else stored the same run in between; theirs counts.
        var other = store.find(request.runId(), request.portfolioId()).await().atMost(STORE_DEADLINE);
        return repeated(
                request,
                other.orElseThrow(
                        () -> new IllegalStateException("run " + request.runId() + " is neither new nor stored")));
    }

    /** Refuses a request whose strategy or parameters generating would refuse; asks nobody and writes nothing. */
    void check(GenerateRequest request) {
        strategies.parameters(strategies.find(request.strategy()), request.parameters());
    }

    /** Leases signals to a claimant; the ones that are too old expire instead. */
    Uni<Claimed> claim(ClaimRequest request) {
        var now = now();
        return store.claim(request, now, now.minus(config.maxAge()), now.plus(config.claimLease()))
                .invoke(moved -> {
                    meters.moved(SignalStatus.CLAIMED, moved.claimed().size());
                    meters.moved(SignalStatus.EXPIRED, moved.expired());
                })
                .map(moved -> new Claimed(moved.claimed()));
    }

    /** Takes in outcomes; what is final stays as it is. */
    Uni<OutcomesResult> record(List<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return Uni.createFrom().item(new OutcomesResult(0, 0));
        }
        return store.record(outcomes).map(effects -> {
            int applied = 0;
            var changed = new HashSet<String>();
            for (var effect : effects) {
                if (effect.applied()) {
                    applied++;
                    changed.add(effect.signalId());
                    meters.moved(effect.told(), 1);
                } else if (effect.contradicts()) {
                    LOG.infof(
                            "outcome ignored: signalId=%s told=%s found=%s",
                            effect.signalId(), effect.told(), effect.found());
                }
            }
            tell(outcomes, changed);
            return new OutcomesResult(applied, outcomes.size() - applied);
        });
    }

    private static void tell(List<Outcome> outcomes, Set<String> changed) {
        if (Trail.isOn()) {
            outcomes.stream()
                    .filter(outcome -> changed.contains(outcome.signalId()))
                    .forEach(outcome -> Trail.of("signalId", outcome.signalId())
                            .and("tradeId", outcome.tradeId())
                            .and("status", outcome.status().text())
                            .tell("signal ended"));
        }
    }

    /** Marks what is too old; answers how many. */
    Uni<Integer> expire() {
        var now = now();
        return store.expire(now, now.minus(config.maxAge())).invoke(count -> meters.moved(SignalStatus.EXPIRED, count));
    }

    /** Microseconds are what the database keeps; finer digits would differ after a read. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static GenerateResult repeated(GenerateRequest request, StoredRun stored) {
        if (!stored.requestHash().equals(request.hash())) {
            throw RequestProblem.CONTENT_DIFFERS.with("run %s of portfolio %d was generated with other content"
                    .formatted(request.runId(), request.portfolioId()));
        }
        return stored.result();
    }
}

package prescient.signal.signal;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import prescient.cutover.LegacyFolder;
import prescient.money.Money;
import prescient.money.Price;
import prescient.signal.market.MarketFilters;
import prescient.signal.strategy.Action;

/** Signals and file stores for tests without a running service. */
final class Signals {

    static final Instant NOW = Instant.parse("2025-10-15T16:10:00.127566Z");
    static final Duration MAX_AGE = Duration.ofMinutes(15);

    private Signals() {}

    static SignalConfig config() {
        return new SignalConfig() {
            @Override
            public Duration maxAge() {
                return MAX_AGE;
            }

            @Override
            public Duration claimLease() {
                return Duration.ofMinutes(1);
            }

            @Override
            public String expireEvery() {
                return "off";
            }

            @Override
            public Duration marketDeadline() {
                return Duration.ofSeconds(50);
            }
        };
    }

    static SignalFile file(Path folder, Instant now) {
        return file(folder, ZoneOffset.UTC, now);
    }

    static SignalFile file(Path folder, ZoneId zone, Instant now) {
        return file(folder, zone, now, new OwedStore(() -> false));
    }

    static SignalFile file(Path folder, ZoneId zone, Instant now, OwedStore owed) {
        return new SignalFile(new LegacyFolder(folder, zone), true, owed, config(), InstantSource.fixed(now));
    }

    static GenerateRequest request(String runId) {
        return new GenerateRequest(runId, 1, "most-likely", Map.of(), MarketFilters.NONE);
    }

    static Signal signal(String runId, String market, String target, Instant at) {
        var price = new Price(new BigDecimal(target));
        return new Signal(
                runId + ".1." + market,
                runId,
                1,
                "most-likely",
                market,
                "Will " + market + " happen – or not?",
                Action.BUY_YES,
                price,
                Money.of("100"),
                price.value().subtract(new BigDecimal("0.5")),
                "YES price",
                price,
                new Price(BigDecimal.ONE.subtract(price.value())),
                new BigDecimal("20000.5"),
                new BigDecimal("90000.25"),
                "e1",
                null,
                Instant.parse("2025-12-31T12:00:00Z"),
                Instant.parse("2025-12-30T12:00:00Z"),
                at.minusSeconds(60),
                at,
                SignalStatus.GENERATED);
    }

    /** Stores a run of these signals. */
    static boolean store(SignalFile file, String runId, Instant at, Signal... signals) {
        var result = new GenerateResult(
                runId, 1, "most-likely", 1, 1, 1, signals.length, signals.length, 0, Money.of("100"));
        return file.store(request(runId), result, List.of(signals), at).answer();
    }

    static List<String> claim(SignalFile file, String claimant, Instant now) {
        return file
                .claim(new ClaimRequest(claimant, 1, 500), now, now.minus(MAX_AGE), now.plusSeconds(60))
                .answer()
                .claimed()
                .stream()
                .map(Signal::signalId)
                .toList();
    }

    /** Id and status of everything a store knows, oldest first. */
    static List<String> statuses(SignalFile file) {
        return file.state().signals().values().stream()
                .map(known -> known.key() + " " + known.status().text())
                .toList();
    }
}

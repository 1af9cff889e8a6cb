package prescient.signal.signal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import prescient.legacy.JsonArrayFile;
import prescient.legacy.LegacyTime;

/**
 * Tells which signals were traded already, from {@code paper_trades.json} of the same folder. When in doubt a signal
 * counts as traded: an opportunity missed costs less than a position bought twice.
 */
final class TradedFile {

    /** A trade follows its signal at once, but may fall on the next day. */
    private static final Duration SOON = Duration.ofHours(1);

    /** What of a trade tells which signal it came from. */
    private record Trade(String id, String action, @Nullable BigDecimal entryPrice, String local, Instant at) {}

    private final JsonArrayFile file;
    private final ZoneId zone;

    TradedFile(JsonArrayFile file, ZoneId zone) {
        this.file = file;
        this.zone = zone;
    }

    /**
     * The signals as they are after the trades in the file: those that were traded are executed.
     *
     * @throws prescient.cutover.UnreadableFile when the trades cannot be understood; then nobody knows
     */
    List<KnownSignal> matched(List<KnownSignal> signals) {
        if (signals.isEmpty() || !file.exists()) {
            return signals;
        }
        var trades = tradesOn(Set.copyOf(
                signals.stream().map(known -> known.signal().marketId()).toList()));
        return signals.stream()
                .map(known -> matched(known, trades.getOrDefault(known.signal().marketId(), List.of())))
                .toList();
    }

    private KnownSignal matched(KnownSignal known, List<Trade> trades) {
        for (var trade : trades) {
            if (isOf(trade, known)) {
                return known.ended(SignalStatus.EXECUTED, trade.id(), null, trade.at());
            }
        }
        return known;
    }

    /**
     * The suite's trades are called after their signals, but their price may differ from the signal's, and a signal
     * whose notes were lost has another name; the old programs' trades have the signal's price.
     */
    private boolean isOf(Trade trade, KnownSignal known) {
        if (trade.id().equals("trade-" + known.key())) {
            return true;
        }
        var signal = known.signal();
        if (!trade.action().equals(signal.action().text()) || !isSoonAfter(trade, signal)) {
            return false;
        }
        var entry = trade.entryPrice();
        return isOfTheSuite(trade, signal)
                || (entry != null && entry.compareTo(signal.targetPrice().value()) == 0);
    }

    private boolean isOfTheSuite(Trade trade, Signal signal) {
        return trade.id().startsWith("trade-")
                && trade.id().endsWith(".1." + signal.marketId())
                && !trade.at().isBefore(signal.generatedAt());
    }

    private boolean isSoonAfter(Trade trade, Signal signal) {
        var day = LegacyTime.text(signal.generatedAt(), zone).substring(0, "2025-10-15".length());
        return trade.local().startsWith(day)
                || (!trade.at().isBefore(signal.generatedAt())
                        && trade.at().isBefore(signal.generatedAt().plus(SOON)));
    }

    private Map<String, List<Trade>> tradesOn(Set<String> markets) {
        var trades = new HashMap<String, List<Trade>>();
        file.read(value -> {
            var market = value.path("market_id").asText();
            if (markets.contains(market)) {
                var trade = trade(value);
                if (trade != null) {
                    trades.computeIfAbsent(market, any -> new ArrayList<>()).add(trade);
                }
            }
        });
        return trades;
    }

    /** Null for an object that is no trade: the trades' own import names it. */
    private @Nullable Trade trade(ObjectNode value) {
        var price = value.path("entry_price");
        var local = value.path("timestamp").asText();
        try {
            return new Trade(
                    value.path("trade_id").asText(),
                    value.path("action").asText(),
                    price.isBigDecimal() || price.isIntegralNumber() ? price.decimalValue() : null,
                    local,
                    LegacyTime.parse(local, zone));
        } catch (IllegalArgumentException noTime) {
            return null;
        }
    }
}

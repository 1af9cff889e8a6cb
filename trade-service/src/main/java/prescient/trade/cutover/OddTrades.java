package prescient.trade.cutover;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.trade.cutover.TradingFile.Row;

/**
 * Trades of the file that cannot be understood, for instance with a price of 0 or a time that no clock showed. They
 * stay in the file as they are and stand for an exposure, but are neither shown nor settled: what they bought is not
 * known. An import quarantines them. Any thread.
 */
final class OddTrades {

    private static final Logger LOG = Logger.getLogger(OddTrades.class);

    /** So many are told one by one; a file with more of them is another matter. */
    private static final int TOLD = 1000;

    private static final Set<String> ACTIONS = Set.of("buy_yes", "buy_no");

    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** The trade behind an object of the file; empty, and told once, when it is odd. */
    Optional<Found> understood(Row row, ZoneId zone) {
        try {
            var trade = LegacyTrade.of(row.value(), row.notes(), zone);
            require(trade.action(), trade.amount(), trade.entryPrice());
            return Optional.of(new Found(trade, row.position(), row.notes()));
        } catch (IllegalArgumentException odd) {
            tell(row.value().path("trade_id").asText(), odd.getMessage());
            return Optional.empty();
        }
    }

    /** What it bought is known; otherwise that is told once. */
    boolean isUnderstood(Held held) {
        try {
            require(held.action(), held.amount(), held.entryPrice());
            return true;
        } catch (IllegalArgumentException odd) {
            tell(held.tradeId(), odd.getMessage());
            return false;
        }
    }

    private static void require(String action, BigDecimal amount, BigDecimal entryPrice) {
        if (!ACTIONS.contains(action)) {
            throw new IllegalArgumentException("action is buy_yes or buy_no");
        }
        if (entryPrice.signum() <= 0 || entryPrice.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("entry_price lies in (0, 1]");
        }
        if (!new Money(amount).isPositive()) {
            throw new IllegalArgumentException("amount is not above 0");
        }
    }

    private void tell(String tradeId, @Nullable String why) {
        if (told.size() < TOLD && told.add(tradeId)) {
            LOG.warnf("trade %s of paper_trades.json is passed over: %s", tradeId, why);
        }
    }
}

package prescient.portfolio.history;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import prescient.money.Money;
import prescient.portfolio.Input;

/**
 * How a portfolio stood at one time. Amounts are dollars.
 *
 * @param snapshotDate the day in UTC
 * @param totalProfitLoss realized plus unrealized
 * @param totalValue balance plus the value of the open positions
 * @param figures whose profit, loss and total value these are
 */
record Snapshot(
        String snapshotId,
        int portfolioId,
        LocalDate snapshotDate,
        Instant timestamp,
        Money balance,
        Money reserved,
        Money totalInvested,
        Money totalProfitLoss,
        Money realizedPnl,
        Money unrealizedPnl,
        Money totalValue,
        int openPositions,
        int tradeCount,
        Figures figures) {

    /** Whose profit, loss and total value they are. */
    enum Figures {
        @JsonProperty("exact")
        EXACT,
        /** The old program's, of an imported snapshot: dollars taken for shares, and without what was invested. */
        @JsonProperty("legacy")
        LEGACY;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Figures of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** How the portfolio stands, under an id. */
    static Snapshot of(Standing standing, String snapshotId, Instant at) {
        return new Snapshot(
                snapshotId,
                standing.portfolioId(),
                at.atOffset(ZoneOffset.UTC).toLocalDate(),
                at,
                standing.balance(),
                standing.reserved(),
                standing.totalInvested(),
                standing.totalProfitLoss(),
                standing.realizedPnl(),
                standing.unrealizedPnl(),
                standing.totalValue(),
                standing.openPositions(),
                standing.tradeCount(),
                Figures.EXACT);
    }

    /**
     * A snapshot to be taken.
     *
     * @param snapshotId the caller's id; the same one is taken once
     */
    record Request(String snapshotId) {
        Request {
            Input.id("snapshot_id", snapshotId);
        }
    }

    /**
     * The last snapshot of a day.
     *
     * @param date the same as {@code snapshotDate}, under the name the JSON files had
     */
    record Day(
            long id,
            int portfolioId,
            LocalDate date,
            LocalDate snapshotDate,
            Instant timestamp,
            Money balance,
            Money totalInvested,
            Money totalProfitLoss,
            Money totalValue,
            int openPositions,
            int tradeCount,
            Figures figures) {

        /** What two stores must agree on: each numbers days itself. */
        Day withoutId() {
            return new Day(
                    0,
                    portfolioId,
                    date,
                    snapshotDate,
                    timestamp,
                    balance,
                    totalInvested,
                    totalProfitLoss,
                    totalValue,
                    openPositions,
                    tradeCount,
                    figures);
        }
    }
}

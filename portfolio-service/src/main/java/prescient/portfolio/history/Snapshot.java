package prescient.portfolio.history;

import java.time.Instant;
import java.time.LocalDate;
import prescient.money.Money;
import prescient.portfolio.Input;

/**
 * How a portfolio stood at one time. Amounts are dollars.
 *
 * @param snapshotDate the day in UTC
 * @param totalProfitLoss realized plus unrealized
 * @param totalValue balance plus the value of the open positions
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
        int tradeCount) {

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
            int tradeCount) {}
}

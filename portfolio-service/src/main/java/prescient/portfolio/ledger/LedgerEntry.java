package prescient.portfolio.ledger;

import java.time.Instant;
import prescient.money.Money;

/**
 * One line of a ledger transaction.
 *
 * @param entryId number in order of booking, the cursor of lists
 * @param transactionId the caller's id with its kind in front, for instance {@code fill:...}
 * @param account capital, cash, fees, realized_pnl or {@code position:<trade_id>}
 * @param amount dollars, debit positive, credit negative
 * @param at when it happened, as the caller said
 */
record LedgerEntry(
        long entryId, String transactionId, int portfolioId, String kind, String account, Money amount, Instant at) {}

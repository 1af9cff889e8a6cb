package prescient.portfolio.books;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;

/**
 * One ledger transaction, as {@code ledger_transactions} and {@code ledger_entries} hold it.
 *
 * @param number order of booking within the portfolio, from 1
 * @param id the caller's id with its kind in front, or {@code import:<trade_id>} for what a legacy file told
 * @param kind capital, open, close, settlement or adjustment
 * @param hash of the content, to tell a repeat from other content under the same id
 * @param tradeId the position, null for capital and adjustments
 * @param cash dollars to the account cash
 * @param cost dollars to the position's account
 * @param fee dollars to the account fees
 * @param gain dollars to the account realized_pnl, gains negative
 * @param realized what the caller was told it gained, null if that was nothing
 */
public record Booking(
        long number,
        String id,
        String kind,
        String hash,
        Instant at,
        @Nullable String tradeId,
        Money cash,
        Money cost,
        Money fee,
        Money gain,
        @Nullable Money realized) {

    /** Dollars that come from outside the portfolio's own accounts: capital or an adjustment. */
    static Booking fromOutside(long number, String id, String kind, Instant at, Money cash) {
        return new Booking(number, id, kind, "opening", at, null, cash, Money.ZERO, Money.ZERO, Money.ZERO, null);
    }

    /** The opening of a position that only a legacy file tells of. */
    static Booking imported(long number, String tradeId, Instant at, Money amount) {
        return new Booking(
                number,
                "import:" + tradeId,
                "open",
                "import",
                at,
                tradeId,
                amount.negated(),
                amount,
                Money.ZERO,
                Money.ZERO,
                null);
    }

    /** The end of a position of which only a legacy file tells, not what it brought: at cost. */
    static Booking importedEnd(long number, String tradeId, Instant at, Money cost) {
        return new Booking(
                number,
                "import-end:" + tradeId,
                "close",
                "import",
                at,
                tradeId,
                cost,
                cost.negated(),
                Money.ZERO,
                Money.ZERO,
                null);
    }

    /** Takes it back. */
    Booking undone() {
        return new Booking(
                number,
                "undone:" + id,
                kind,
                hash,
                at,
                tradeId,
                cash.negated(),
                cost.negated(),
                fee.negated(),
                gain.negated(),
                null);
    }

    /** Only a legacy file tells of it. */
    boolean isImport() {
        return id.startsWith("import");
    }

    /** Puts money into a position. */
    boolean isOpen() {
        return kind.equals("open");
    }

    /** The entries by account; none is zero and their sum is. */
    public Map<String, Money> entries() {
        var entries = new LinkedHashMap<String, Money>();
        if (tradeId == null) {
            entries.put(kind, cash.negated());
        }
        entries.put("cash", cash);
        if (tradeId != null) {
            entries.put("position:" + tradeId, cost);
        }
        entries.put("fees", fee);
        entries.put("realized_pnl", gain);
        entries.values().removeIf(amount -> amount.equals(Money.ZERO));
        return entries;
    }
}

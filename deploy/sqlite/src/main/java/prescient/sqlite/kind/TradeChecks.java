package prescient.sqlite.kind;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a stored trade says of itself twice, and whether both agree. What disagrees is flagged, never corrected. */
final class TradeChecks {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final Pattern HOUR = Pattern.compile("BTC (\\d{1,2})(am|pm)");
    /** Always there in the shapes that have them at all. */
    private static final List<String> ANALYSIS = List.of("prob", "momentum");

    private TradeChecks() {}

    static void check(Row row, Draft draft) {
        if (ANALYSIS.stream().anyMatch(column -> row.has(column) && row.get(column) == null)) {
            draft.flag("analysis-missing");
        }
        profit(row, draft);
        difference(row, draft);
        contract(row, draft);
    }

    /** What came back, less what was paid and the fees, in whole cents. */
    static @Nullable BigDecimal profit(Draft draft) {
        var sold = amount(draft.value("exit_price"));
        var paid = amount(draft.value("entry_price"));
        var count = amount(draft.value("count"));
        var fees = amount(draft.value("open_fee"));
        if (sold == null || paid == null || count == null || fees == null) {
            return null;
        }
        return sold.subtract(paid).multiply(count).subtract(fees).setScale(2, RoundingMode.HALF_EVEN);
    }

    private static void profit(Row row, Draft draft) {
        if (!row.has("pnl") || !"closed".equals(draft.value("status"))) {
            return;
        }
        var stored = amount(draft.value("pnl"));
        var right = profit(draft);
        if (stored == null) {
            draft.flag("pnl-missing");
        } else if (right != null && right.compareTo(stored) != 0) {
            draft.flag("pnl-disagrees");
        }
    }

    /** diff is round((prob / 100 - buy_price) * 100) with its sign. */
    private static void difference(Row row, Draft draft) {
        var stored = row.get("diff") == null ? null : Amounts.number(row, "diff", draft);
        var probability = amount(draft.value("probability"));
        var price = amount(draft.value("entry_price"));
        if (stored == null || probability == null || price == null) {
            return;
        }
        var right = probability.subtract(price.multiply(HUNDRED));
        // One cent either way is how the old program's binary fractions fell.
        if (right.subtract(stored).abs().compareTo(new BigDecimal("0.5")) > 0) {
            draft.flag("diff-disagrees");
        }
    }

    /** A title is {@code BTC 5pm} in the exchange's time; some were taken in UTC, some were never found. */
    private static void contract(Row row, Draft draft) {
        var title = row.text("contract");
        if (title == null) {
            return;
        }
        var hour = HOUR.matcher(title);
        if (!hour.matches()) {
            draft.flag("contract-without-hour");
            return;
        }
        var close = Tickers.closeHour(row.text("ticker"));
        var said = Integer.parseInt(hour.group(1)) % 12
                + (hour.group(2).toLowerCase(Locale.ROOT).equals("pm") ? 12 : 0);
        if (close >= 0 && close != said) {
            draft.flag("contract-hour-disagrees");
        }
    }

    private static @Nullable BigDecimal amount(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }
}

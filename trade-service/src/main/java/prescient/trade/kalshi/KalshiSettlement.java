package prescient.trade.kalshi;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a market ended for the account: contracts and costs of both sides as bought, not netted; dollars.
 *
 * @param result YES, NO or VOID; another word of the venue as it came, null without one
 * @param revenue what was paid out as the venue tells it, which recent payloads leave at zero
 * @param raw the payload as received
 */
@RegisterForReflection
public record KalshiSettlement(
        String ticker,
        @Nullable String result,
        @Nullable BigDecimal yesCount,
        @Nullable BigDecimal yesTotalCost,
        @Nullable BigDecimal noCount,
        @Nullable BigDecimal noTotalCost,
        @Nullable BigDecimal revenue,
        @Nullable BigDecimal fee,
        Instant settledAt,
        String raw) {

    private static final Set<String> KNOWN = Set.of("yes", "no", "void");

    static KalshiSettlement read(JsonNode node) {
        var at = Fields.instant(node, "settled_time", "settled_ts_ms");
        if (at == null) {
            throw new Fields.Unreadable("settled_time is missing");
        }
        return new KalshiSettlement(
                Fields.required(node, "ticker", "market_ticker"),
                result(Fields.text(node, "market_result")),
                Fields.count(node, "yes_count"),
                Fields.dollars(node, "yes_total_cost"),
                Fields.count(node, "no_count"),
                Fields.dollars(node, "no_total_cost"),
                Fields.dollars(node, "revenue"),
                Fields.plainDollars(node, "fee_cost"),
                at,
                node.toString());
    }

    private static @Nullable String result(@Nullable String told) {
        return told != null && KNOWN.contains(told) ? told.toUpperCase(Locale.ROOT) : told;
    }
}

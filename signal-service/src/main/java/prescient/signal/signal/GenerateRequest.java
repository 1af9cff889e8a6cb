package prescient.signal.signal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import prescient.signal.ids.Ids;
import prescient.signal.market.MarketFilters;

/**
 * What to generate.
 *
 * @param runId id of the run, chosen by the caller
 * @param portfolioId whom the signals are for; 1 when left out
 * @param strategy a name of {@code GET /strategies}; {@code most-likely} when left out
 * @param parameters the strategy's own, by name; checked by the strategy
 * @param filters of {@code POST /markets/filter} of market-ingest
 */
record GenerateRequest(
        String runId,
        int portfolioId,
        String strategy,
        Map<String, @Nullable BigDecimal> parameters,
        MarketFilters filters) {

    private static final String DEFAULT_STRATEGY = "most-likely";

    GenerateRequest {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    @JsonCreator
    static GenerateRequest of(
            @JsonProperty("run_id") @Nullable String runId,
            @JsonProperty("portfolio_id") @Nullable Integer portfolioId,
            @JsonProperty("strategy") @Nullable String strategy,
            @JsonProperty("parameters") @Nullable Map<String, @Nullable BigDecimal> parameters,
            @JsonProperty("filters") @Nullable MarketFilters filters) {
        return new GenerateRequest(
                Ids.required(runId, "run_id"),
                Ids.portfolio(portfolioId),
                strategy == null ? DEFAULT_STRATEGY : strategy,
                parameters == null ? Map.of() : parameters,
                filters == null ? MarketFilters.NONE : filters);
    }

    /** Equal for requests of equal content, however their numbers and fields were written. Hexadecimal SHA-256. */
    String hash() {
        var canonical = new StringBuilder(strategy);
        parameters.forEach(
                (name, value) -> canonical.append('\n').append(name).append('=').append(plain(value)));
        canonical.append("\n--");
        filters.values()
                .forEach((name, value) ->
                        canonical.append('\n').append(name).append('=').append(plain(value)));
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(canonical.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String plain(@Nullable Object value) {
        return value instanceof BigDecimal number ? number.stripTrailingZeros().toString() : String.valueOf(value);
    }
}

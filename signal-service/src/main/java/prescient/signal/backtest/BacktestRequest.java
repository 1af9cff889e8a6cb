package prescient.signal.backtest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.signal.ids.Ids;
import prescient.signal.market.MarketFilters;

/**
 * What to replay.
 *
 * @param id chosen by the caller
 * @param strategy a name of {@code GET /strategies}; {@code most-likely} when left out
 * @param parameters the strategy's own, by name
 * @param filters as {@code POST /signals/generate} takes them
 * @param sweep values by parameter name; each combination of them is a variant; empty for a single one
 * @param draws how many of the combinations are replayed, drawn by the seed; null for all of them
 * @param seed what is drawn by; the same seed draws the same
 * @param tape a recorded tape instead of market-ingest's snapshots, null for these
 * @param from of the first cycle and the first snapshot
 * @param to no cycle or snapshot is later
 * @param everySeconds from one cycle to the next; 900 when left out
 * @param cash dollars at the start; 10000 when left out
 */
@RegisterForReflection
record BacktestRequest(
        String id,
        String strategy,
        Map<String, BigDecimal> parameters,
        MarketFilters filters,
        Map<String, List<BigDecimal>> sweep,
        @Nullable Integer draws,
        long seed,
        @Nullable String tape,
        Instant from,
        Instant to,
        int everySeconds,
        Money cash) {

    private static final String DEFAULT_STRATEGY = "most-likely";
    private static final int DEFAULT_EVERY = 900;
    private static final Money DEFAULT_CASH = Money.of("10000");
    private static final Pattern TAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    BacktestRequest {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
        sweep = Collections.unmodifiableMap(new TreeMap<>(sweep));
    }

    @JsonCreator
    static BacktestRequest of(
            @JsonProperty("id") @Nullable String id,
            @JsonProperty("strategy") @Nullable String strategy,
            @JsonProperty("parameters") @Nullable Map<String, @Nullable BigDecimal> parameters,
            @JsonProperty("filters") @Nullable MarketFilters filters,
            @JsonProperty("sweep") @Nullable Map<String, @Nullable List<@Nullable BigDecimal>> sweep,
            @JsonProperty("draws") @Nullable Integer draws,
            @JsonProperty("seed") @Nullable Long seed,
            @JsonProperty("tape") @Nullable String tape,
            @JsonProperty("from") @Nullable Instant from,
            @JsonProperty("to") @Nullable Instant to,
            @JsonProperty("every_seconds") @Nullable Integer everySeconds,
            @JsonProperty("cash") @Nullable Money cash) {
        if ("compare".equals(id)) {
            throw new IllegalArgumentException("id must not be compare, which is a route");
        }
        if (tape != null && !TAPE.matcher(tape).matches()) {
            throw new IllegalArgumentException("tape is a file's name without .jsonl");
        }
        if (draws != null && draws < 1) {
            throw new IllegalArgumentException("draws is at least 1");
        }
        var values = new TreeMap<String, BigDecimal>();
        (parameters == null ? Map.<String, @Nullable BigDecimal>of() : parameters)
                .forEach((name, value) -> values.put(name, number("parameters." + name, value)));
        var request = new BacktestRequest(
                Ids.required(id, "id"),
                strategy == null ? DEFAULT_STRATEGY : strategy,
                values,
                filters == null ? MarketFilters.NONE : filters,
                lists(sweep == null ? Map.of() : sweep),
                draws,
                seed == null ? 0 : seed,
                tape,
                Ids.time(from, "from"),
                Ids.time(to, "to"),
                everySeconds == null ? DEFAULT_EVERY : everySeconds,
                cash == null ? DEFAULT_CASH : cash);
        request.plan();
        return request;
    }

    /** @throws IllegalArgumentException when the range, the step or the cash is impossible */
    @JsonIgnore
    Plan plan() {
        return new Plan(from, to, Duration.ofSeconds(everySeconds), cash);
    }

    private static Map<String, List<BigDecimal>> lists(Map<String, @Nullable List<@Nullable BigDecimal>> sweep) {
        var lists = new TreeMap<String, List<BigDecimal>>();
        sweep.forEach((name, values) -> {
            if (values == null || values.isEmpty()) {
                throw new IllegalArgumentException("sweep." + name + " has no values");
            }
            lists.put(
                    name,
                    values.stream()
                            .map(value -> number("sweep." + name, value))
                            .distinct()
                            .toList());
        });
        return lists;
    }

    /** Equal numbers in one form, so that equal requests are equal. */
    private static BigDecimal number(String name, @Nullable BigDecimal value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is null");
        }
        var stripped = value.stripTrailingZeros();
        if (Math.abs((long) stripped.scale()) > 100) {
            throw new IllegalArgumentException(name + " is no sensible number");
        }
        return stripped.setScale(Math.max(0, stripped.scale()));
    }
}

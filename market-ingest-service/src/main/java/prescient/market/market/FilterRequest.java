package prescient.market.market;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import prescient.market.event.EventFilter;
import prescient.market.venue.Ids;
import prescient.paper.FilterDefaults;

/**
 * What may be traded. Bounds are inclusive, money in dollars; see {@link Bound} for defaults and null.
 *
 * @param runId who asks, for instance a cycle
 * @param at the time end dates are compared with; null for now
 * @param eventMaxDaysUntilEnd whole days, floored
 * @param minConviction of {@code |yes - no|}, 0 to 1
 */
record FilterRequest(
        String runId,
        @Nullable Instant at,
        Bound eventMinLiquidity,
        Bound eventMinVolume,
        @JsonProperty("event_min_volume_24hr") Bound eventMinVolume24hr,
        Bound eventMaxDaysUntilEnd,
        Bound eventMinDaysUntilEnd,
        Bound marketMinLiquidity,
        Bound marketMinVolume,
        @JsonProperty("market_min_volume_24hr") Bound marketMinVolume24hr,
        Bound minConviction,
        Bound maxConviction) {

    private static final BigDecimal MUCH = new BigDecimal("1000000000000000");

    FilterRequest {
        Ids.required(runId, "run_id");
        money(eventMinLiquidity, "event_min_liquidity");
        money(eventMinVolume, "event_min_volume");
        money(eventMinVolume24hr, "event_min_volume_24hr");
        eventMaxDaysUntilEnd.days("event_max_days_until_end");
        eventMinDaysUntilEnd.days("event_min_days_until_end");
        money(marketMinLiquidity, "market_min_liquidity");
        money(marketMinVolume, "market_min_volume");
        money(marketMinVolume24hr, "market_min_volume_24hr");
        minConviction.within("min_conviction", BigDecimal.ZERO, BigDecimal.ONE);
        maxConviction.within("max_conviction", BigDecimal.ZERO, BigDecimal.ONE);
    }

    EventFilter events() {
        return new EventFilter(
                eventMinLiquidity.orDefault(FilterDefaults.MIN_LIQUIDITY),
                eventMinVolume.orDefault(FilterDefaults.MIN_VOLUME),
                eventMinVolume24hr.orDefault(null),
                eventMaxDaysUntilEnd.orDefaultDays(FilterDefaults.MAX_DAYS_UNTIL_END),
                eventMinDaysUntilEnd.orDefaultDays(FilterDefaults.MIN_DAYS_UNTIL_END));
    }

    MarketFilter markets() {
        return new MarketFilter(
                marketMinLiquidity.orDefault(FilterDefaults.MIN_LIQUIDITY),
                marketMinVolume.orDefault(FilterDefaults.MIN_VOLUME),
                marketMinVolume24hr.orDefault(null),
                minConviction.orDefault(null),
                maxConviction.orDefault(null));
    }

    private static void money(Bound bound, String name) {
        bound.within(name, BigDecimal.ZERO, MUCH);
    }
}

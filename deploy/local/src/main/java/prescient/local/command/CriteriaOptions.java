package prescient.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What a strategy should look for and do. What is left out keeps the services' defaults. */
final class CriteriaOptions {

    /** A number, or {@code none}, which turns a criterion off. */
    static final class NumberOrNone implements ITypeConverter<JsonNode> {
        @Override
        public JsonNode convert(String text) {
            if ("none".equalsIgnoreCase(text)) {
                return JsonNodeFactory.instance.nullNode();
            }
            try {
                return JsonNodeFactory.instance.numberNode(new BigDecimal(text));
            } catch (NumberFormatException notOne) {
                throw new TypeConversionException("'" + text + "' is neither a number nor none");
            }
        }
    }

    @Option(names = "--strategy", paramLabel = "NAME", description = "most-likely (default) or momentum.")
    String strategy = "most-likely";

    @Option(names = "--event-min-liquidity", paramLabel = "N|none", converter = NumberOrNone.class)
    @Nullable JsonNode eventMinLiquidity;

    @Option(names = "--event-min-volume", paramLabel = "N|none", converter = NumberOrNone.class)
    @Nullable JsonNode eventMinVolume;

    @Option(names = "--event-min-volume-24hr", paramLabel = "N|none", converter = NumberOrNone.class)
    @Nullable JsonNode eventMinVolume24hr;

    @Option(names = "--event-max-days", paramLabel = "N|none", converter = NumberOrNone.class)
    @Nullable JsonNode eventMaxDays;

    @Option(names = "--event-min-days", paramLabel = "N|none", converter = NumberOrNone.class)
    @Nullable JsonNode eventMinDays;

    @Option(names = "--min-liquidity", paramLabel = "N|none", converter = NumberOrNone.class)
    @Nullable JsonNode minLiquidity;

    @Option(names = "--min-volume", paramLabel = "N|none", converter = NumberOrNone.class)
    @Nullable JsonNode minVolume;

    @Option(names = "--min-volume-24hr", paramLabel = "N|none", converter = NumberOrNone.class)
    @Nullable JsonNode minVolume24hr;

    @Option(names = "--min-conviction", paramLabel = "N|none", converter = NumberOrNone.class)
    @Nullable JsonNode minConviction;

    @Option(names = "--max-conviction", paramLabel = "N|none", converter = NumberOrNone.class)
    @Nullable JsonNode maxConviction;

    @Option(names = "--trade-amount", paramLabel = "DOLLARS", description = "Spent on each signal; 100 by default.")
    @Nullable BigDecimal tradeAmount;

    @Option(names = "--max-positions", paramLabel = "N", description = "Most signals of a momentum cycle.")
    @Nullable Integer maxPositions;

    @Option(names = "--min-price", paramLabel = "P", description = "Smallest price momentum buys at.")
    @Nullable BigDecimal minPrice;

    Map<String, JsonNode> parameters() {
        var numbers = JsonNodeFactory.instance;
        var parameters = new LinkedHashMap<String, JsonNode>();
        putIfGiven(parameters, "trade_amount", tradeAmount == null ? null : numbers.numberNode(tradeAmount));
        putIfGiven(parameters, "max_positions", maxPositions == null ? null : numbers.numberNode(maxPositions));
        putIfGiven(parameters, "min_price", minPrice == null ? null : numbers.numberNode(minPrice));
        return parameters;
    }

    Map<String, JsonNode> filters() {
        var filters = new LinkedHashMap<String, JsonNode>();
        putIfGiven(filters, "event_min_liquidity", eventMinLiquidity);
        putIfGiven(filters, "event_min_volume", eventMinVolume);
        putIfGiven(filters, "event_min_volume_24hr", eventMinVolume24hr);
        putIfGiven(filters, "event_max_days_until_end", eventMaxDays);
        putIfGiven(filters, "event_min_days_until_end", eventMinDays);
        putIfGiven(filters, "market_min_liquidity", minLiquidity);
        putIfGiven(filters, "market_min_volume", minVolume);
        putIfGiven(filters, "market_min_volume_24hr", minVolume24hr);
        putIfGiven(filters, "min_conviction", minConviction);
        putIfGiven(filters, "max_conviction", maxConviction);
        return filters;
    }

    private static void putIfGiven(Map<String, JsonNode> into, String key, @Nullable JsonNode value) {
        if (value != null) {
            into.put(key, value);
        }
    }
}

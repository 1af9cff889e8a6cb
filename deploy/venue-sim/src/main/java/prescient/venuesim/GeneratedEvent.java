package prescient.venuesim;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * An event from the seed, with its markets nested.
 *
 * @param head the part of its JSON that never changes, from the opening brace to a comma
 */
record GeneratedEvent(String id, String head, Instant start, Instant end, List<GeneratedMarket> markets)
        implements Item {

    /** Closed when all its markets are; without markets, at its end date. */
    @Override
    public boolean closed(Moment moment) {
        return markets.isEmpty()
                ? !moment.at().isBefore(end)
                : markets.stream().allMatch(market -> market.closed(moment));
    }

    @Override
    public void appendTo(StringBuilder json, Moment moment) {
        var states = new ArrayList<MarketState>(markets.size());
        long liquidity = 0;
        long volume = 0;
        long volumeOfDay = 0;
        var updated = start;
        for (var market : markets) {
            var state = market.stateAt(moment);
            states.add(state);
            liquidity += state.liquidity();
            volume += state.volume();
            volumeOfDay += state.volumeOfDay();
            updated = state.updated().isAfter(updated) ? state.updated() : updated;
        }
        json.append(head);
        json.append("\"closed\":").append(closed(moment));
        json.append(",\"updatedAt\":\"").append(updated.truncatedTo(ChronoUnit.MILLIS));
        json.append("\",\"liquidity\":").append(MarketState.dollars(liquidity));
        json.append(",\"liquidityClob\":").append(MarketState.dollars(liquidity));
        json.append(",\"volume\":").append(MarketState.dollars(volume));
        json.append(",\"volume24hr\":").append(MarketState.dollars(volumeOfDay));
        json.append(",\"markets\":[");
        for (int i = 0; i < states.size(); i++) {
            if (i > 0) {
                json.append(',');
            }
            markets.get(i).append(json, states.get(i));
        }
        json.append("]}");
    }
}

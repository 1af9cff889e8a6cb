package prescient.signal.market;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What market-ingest answered.
 *
 * @param events events it looked at
 * @param candidates events that passed the event filter
 * @param markets markets that passed the market filter
 * @param items those markets by volume, largest first; a market is listed once
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Candidates(int events, int candidates, int markets, List<Candidate> items) {

    /** Keeps the first of markets listed twice: two signals for one market of a run would share an id. */
    public Candidates {
        var byId = new LinkedHashMap<String, Candidate>();
        items.forEach(item -> byId.putIfAbsent(item.marketId(), item));
        items = List.copyOf(byId.values());
    }
}

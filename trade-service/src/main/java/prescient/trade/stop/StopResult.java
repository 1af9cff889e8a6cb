package prescient.trade.stop;

import java.time.Instant;
import java.util.List;

/**
 * What carrying out an order brought in one part.
 *
 * @param cancelled orders that were cancelled, or are cancelled as soon as their venue answers
 * @param closed positions that were sold, or are sold as soon as their venue answers
 * @param failures positions that could not be sold, each with its reason; at most 100
 * @param at when it was done
 */
public record StopResult(StopPart part, int cancelled, int closed, List<String> failures, Instant at) {

    private static final int MOST = 100;

    public StopResult {
        failures = failures.stream().limit(MOST).toList();
    }
}

package prescient.forecast.decision;

import java.util.List;
import java.util.Map;
import prescient.forecast.settle.Evaluation;

/**
 * What a run decided and did.
 *
 * @param trades orders that were accepted, or would have been sent in a dry run
 * @param failures why a city was not decided on, by city; under {@code cash} why the venue did not tell the money
 */
public record TraderRun(
        List<Decision> decisions,
        List<Evaluation> evaluations,
        List<TradeRecord> trades,
        Map<String, String> failures) {

    public TraderRun {
        decisions = List.copyOf(decisions);
        evaluations = List.copyOf(evaluations);
        trades = List.copyOf(trades);
        failures = Map.copyOf(failures);
    }
}

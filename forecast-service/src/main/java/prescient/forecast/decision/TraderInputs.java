package prescient.forecast.decision;

import java.util.List;
import java.util.Map;
import prescient.forecast.prediction.Prediction;
import prescient.forecast.pulse.Snapshot;

/**
 * What the trader knows, by city where it is a map.
 *
 * @param predictions of the trade date
 * @param convictions how steady the forecast is, 0 to 1; a city may be missing
 * @param scores allocation scores; a missing city has 1
 * @param errorsF mean absolute errors of the blend, degrees Fahrenheit; a city may be missing
 * @param trades that were made before
 */
public record TraderInputs(
        Map<String, Prediction> predictions,
        Map<String, Double> convictions,
        Map<String, Double> scores,
        Map<String, Double> errorsF,
        List<Snapshot> snapshots,
        List<TradeRecord> trades) {}

package prescient.forecast.prediction;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import prescient.forecast.history.Companion;

/** The predictions of the latest run, for {@code predictions_latest.csv}. */
final class LatestRun implements Companion.Digest<Prediction> {

    private final List<Prediction> run = new ArrayList<>();
    private Instant at = Instant.MIN;

    @Override
    public void take(Prediction prediction) {
        var made = prediction.run();
        if (made == null || made.at().toInstant().isBefore(at)) {
            return;
        }
        if (made.at().toInstant().isAfter(at)) {
            at = made.at().toInstant();
            run.clear();
        }
        run.add(prediction);
    }

    @Override
    public String text() {
        return PredictionFile.LATEST.text(run);
    }
}

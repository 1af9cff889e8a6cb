package prescient.forecast;

import java.util.Set;
import prescient.testing.HouseRules;

class RulesTest extends HouseRules {

    RulesTest() {
        super("forecast");
    }

    @Override
    protected Set<String> plainNames() {
        return Set.of(
                "Calibration",
                "CityErrorAverage",
                "CsvFields",
                "CsvTime",
                "DailyMetrics",
                "Fixed",
                "Grading",
                "PerformanceWindow",
                "PredictionChoice",
                "Settlement",
                "SourceText");
    }
}

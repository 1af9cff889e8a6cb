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
                "AllocationScores",
                "AlreadyTraded",
                "BaseWeights",
                "BucketProbability",
                "Budgets",
                "Calibration",
                "Candles",
                "CityErrorAverage",
                "Confidence",
                "ContractCount",
                "CsvFields",
                "CsvShape",
                "CsvStream",
                "CsvTime",
                "DailyMetrics",
                "Fingerprint",
                "FingerprintGeneration",
                "Fixed",
                "Grading",
                "HistoryFeature",
                "HistoryFiles",
                "HistoryRecords",
                "HistoryScan",
                "HistorySql",
                "LastPlaces",
                "LatestCityErrors",
                "LatestRun",
                "LatestWeights",
                "MomentumBucket",
                "NewestReadings",
                "OrderFailure",
                "LegacyFeatures",
                "Normal",
                "PerformanceWindow",
                "PlainTexts",
                "PredictionChoice",
                "Probabilities",
                "RecentSnapshots",
                "Scores",
                "SettledEvents",
                "Settlement",
                "SourceText",
                "TraderRows",
                "VenueFailure",
                "WarmestTime");
    }
}

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
                "CityErrorAverage",
                "Confidence",
                "ContractCount",
                "CsvFields",
                "CsvStream",
                "CsvTime",
                "DailyMetrics",
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
                "NewestReadings",
                "OrderFailure",
                "LegacyFeatures",
                "Normal",
                "PerformanceWindow",
                "PredictionChoice",
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

package prescient.bench.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import prescient.bench.Api;
import prescient.bench.Medians;
import prescient.local.Progress;
import prescient.local.ServiceName;
import prescient.local.Suite;

/** One answer of {@code GET /forecast/calibration} over all cities, and one over a single city with its leads. */
final class CalibrationBench {

    private static final int CITIES = 200;
    private static final int SOURCES = 10;
    /** Years that no other rows lie in. */
    private static final LocalDate FROM = LocalDate.of(2020, 1, 1);

    private static final LocalDate TO = LocalDate.of(2022, 12, 31);

    private final Suite suite;
    private final ForecastRows rows;
    private final int rounds;
    private final Progress progress;

    CalibrationBench(Suite suite, ForecastRows rows, int rounds, Progress progress) {
        this.suite = suite;
        this.rows = rows;
        this.rounds = rounds;
        this.progress = progress;
    }

    /**
     * @param grades that were read each time for all cities
     * @param seconds of all cities, each round
     * @param oneCitySeconds of a single city with its leads, each round
     */
    record Result(int cities, int sources, int days, long grades, List<Double> seconds, List<Double> oneCitySeconds) {

        Result {
            seconds = List.copyOf(seconds);
            oneCitySeconds = List.copyOf(oneCitySeconds);
        }

        double median() {
            return Medians.of(seconds);
        }

        double oneCityMedian() {
            return Medians.of(oneCitySeconds);
        }
    }

    Result run() throws InterruptedException {
        int days = (int) (TO.toEpochDay() - FROM.toEpochDay()) + 1;
        long grades = (long) CITIES * SOURCES * days;
        progress.say("calibration: making %d grades".formatted(grades));
        rows.grade(CITIES, SOURCES, FROM.toString(), days);
        var url = suite.url(ServiceName.FORECAST) + "/forecast/calibration?from=" + FROM + "&to=" + TO;
        var all = measured(url, grades, 0);
        var one = measured(url + "&city=q" + CITIES / 2, (long) SOURCES * days, SOURCES);
        return new Result(CITIES, SOURCES, days, grades, all, one);
    }

    /**
     * Seconds of each round but the first, which warms up.
     *
     * @param grades that must be in the answer
     * @param leads lines by lead that must be in it
     */
    private List<Double> measured(String url, long grades, int leads) throws InterruptedException {
        var api = new Api(suite.tokens());
        var seconds = new ArrayList<Double>();
        for (int round = 0; round <= rounds; round++) {
            long began = System.nanoTime();
            var answer = api.get(url);
            double took = (System.nanoTime() - began) / 1e9;
            long counted = 0;
            for (var source : answer.path("sources")) {
                counted += source.path("count").asLong();
            }
            if (counted != grades || answer.path("leads").size() != leads) {
                throw new IllegalStateException("%d grades and %d lines by lead were answered"
                        .formatted(counted, answer.path("leads").size()));
            }
            if (round > 0) {
                seconds.add(took);
                progress.say("calibration: %d grades in %.3f s".formatted(grades, took));
            }
        }
        return seconds;
    }
}

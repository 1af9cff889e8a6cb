package prescient.bench.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import prescient.bench.load.OneByOne;
import prescient.local.Progress;
import prescient.local.ServiceName;
import prescient.local.Suite;

/** Latency of each read helper over HTTP, one read after the other, every time of another city and day. */
final class HelperBench {

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 25);
    private static final int DAYS = 9;
    private static final List<String> CITIES = List.of("ny", "il", "tx", "fl");
    private static final int QUESTIONS = 400;
    private static final int WARM_UP = 1_000;
    private static final long SEED = 20260125;

    private final Suite suite;
    private final int reads;
    private final Progress progress;

    HelperBench(Suite suite, int reads, Progress progress) {
        this.suite = suite;
        this.reads = reads;
        this.progress = progress;
    }

    /** @param rows of all tables of the forecasts together */
    record Result(String helper, String data, long rows, double p50, double p99) {}

    List<Result> run(String data, long rows, List<ForecastRows.Copy> copies) {
        var results = new ArrayList<Result>();
        questions(copies).forEach((helper, paths) -> {
            var nanos = OneByOne.nanos(
                    suite.ports().of(ServiceName.FORECAST),
                    paths,
                    suite.tokens().operator(),
                    WARM_UP,
                    reads);
            var result =
                    new Result(helper, data, rows, OneByOne.percentile(nanos, 0.5), OneByOne.percentile(nanos, 0.99));
            progress.say("%s, %s data: p50 %.2f ms, p99 %.2f ms".formatted(helper, data, result.p50(), result.p99()));
            results.add(result);
        });
        return results;
    }

    /** The same ones in every run. */
    private static Map<String, List<String>> questions(List<ForecastRows.Copy> copies) {
        var random = new Random(SEED);
        var questions = new LinkedHashMap<String, List<String>>();
        for (int i = 0; i < QUESTIONS; i++) {
            var copy = copies.get(random.nextInt(copies.size()));
            var day = FIRST.plusDays(random.nextInt(DAYS)).minusDays(copy.days());
            var city = CITIES.get(random.nextInt(CITIES.size())) + copy.suffix();
            add(questions, "already-traded", "?env=prod&trade_date=" + day + "&city=" + city);
            add(questions, "allocation-scores", "?trade_date=" + day);
            add(questions, "intraday-snapshots", "?city=" + city + "&trade_date=" + day);
            add(
                    questions,
                    "source-performance",
                    "?city=" + city + "&source=weather.gov&start=" + day.minusDays(14) + "&end=" + day);
            add(questions, "predictions", "?trade_date=" + day);
            add(questions, "eval-events", "?trade_date=" + day);
        }
        return questions;
    }

    private static void add(Map<String, List<String>> questions, String helper, String query) {
        questions.computeIfAbsent(helper, none -> new ArrayList<>()).add("/forecast/" + helper + query);
    }
}

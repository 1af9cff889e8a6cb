package prescient.cutover;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import prescient.cutover.BaselineTable.Baseline;
import prescient.cutover.Latencies.On;
import prescient.cutover.Latencies.Quantiles;
import prescient.cutover.Latencies.What;

/** Compares how long reads take on the database with how long they took on the files. Blocks only where it says so. */
final class LatencyGate {

    /** How the sentence begins when reads were measured and took longer. */
    static final String SLOWER = "the database is slower than the files were";

    private final BaselineTable table;
    private final CutoverConfig.Gates config;
    private final InstantSource clock;
    private final Map<String, List<Baseline>> known = new ConcurrentHashMap<>();

    LatencyGate(BaselineTable table, CutoverConfig.Gates config, InstantSource clock) {
        this.table = table;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Stores what the files take, while they are trusted, and reads what they took, otherwise. Blocks.
     *
     * @throws prescient.database.BulkFailure when the database does not answer
     */
    void record(Cutover cutover) {
        var feature = cutover.feature().name();
        if (cutover.mode().trustsFile()) {
            var measured = measured(cutover);
            if (!measured.isEmpty()) {
                table.save(feature, measured);
            }
        }
        known.put(feature, table.read(feature));
    }

    /** What the files took, as last known; measured just now while they are trusted. */
    List<Baseline> baselines(Cutover cutover) {
        var now = cutover.mode().trustsFile() ? measured(cutover) : List.<Baseline>of();
        var all = new LinkedHashMap<String, Baseline>();
        known.getOrDefault(cutover.feature().name(), List.of())
                .forEach(line -> all.put(line.operation() + line.write(), line));
        now.forEach(line -> all.put(line.operation() + line.write(), line));
        return List.copyOf(all.values());
    }

    Gate evaluate(Cutover cutover) {
        var evidence = new ArrayList<Map<String, Object>>();
        var slower = new ArrayList<String>();
        var unmeasured = new ArrayList<String>();
        int compared = 0;
        for (var baseline : baselines(cutover)) {
            if (baseline.write()) {
                continue;
            }
            var on = new What(baseline.operation(), false, cutover.mode(), On.DATABASE);
            var database = cutover.paths().latencies().of(on).orElse(new Quantiles(0, 0, 0));
            boolean enough = database.samples() >= config.samples()
                    && baseline.quantiles().samples() >= config.samples();
            boolean isSlower = enough
                    && (isSlower(database.p50(), baseline.quantiles().p50())
                            || isSlower(database.p99(), baseline.quantiles().p99()));
            if (isSlower) {
                slower.add(baseline.operation());
            }
            if (enough) {
                compared++;
            } else {
                unmeasured.add(baseline.operation());
            }
            evidence.add(line(baseline, database, enough));
        }
        var figures = new HashMap<String, @Nullable Object>();
        figures.put("reads", evidence);
        figures.put("slower_percent", config.slowerPercent());
        figures.put("floor_ms", config.floorMillis());
        figures.put("samples_needed", config.samples());
        if (!slower.isEmpty()) {
            return Gate.of("latency", false, SLOWER + ": " + slower, figures);
        }
        if (compared == 0 || !unmeasured.isEmpty()) {
            return Gate.of(
                    "latency",
                    config.withoutSamples(),
                    compared == 0
                            ? "no read was measured " + config.samples() + " times on both stores"
                            : "not measured " + config.samples() + " times on both stores: " + unmeasured,
                    figures);
        }
        return Gate.of("latency", true, compared + " kinds of reads are as fast as the files were", figures);
    }

    private boolean isSlower(long database, long file) {
        return database > file + file / 100 * config.slowerPercent()
                && database - file > config.floorMillis() * 1_000_000;
    }

    private static Map<String, Object> line(Baseline file, Quantiles database, boolean enough) {
        var line = new LinkedHashMap<String, Object>();
        line.put("operation", file.operation());
        line.put("file_samples", file.quantiles().samples());
        line.put("file_p50_ms", millis(file.quantiles().p50()));
        line.put("file_p99_ms", millis(file.quantiles().p99()));
        line.put("database_samples", database.samples());
        line.put("database_p50_ms", millis(database.p50()));
        line.put("database_p99_ms", millis(database.p99()));
        line.put("compared", enough);
        return line;
    }

    /** Milliseconds with three decimals. */
    static double millis(long nanos) {
        return Math.round(nanos / 1e3) / 1e3;
    }

    private List<Baseline> measured(Cutover cutover) {
        return cutover.paths().latencies().all().stream()
                .filter(line ->
                        line.what().mode() == cutover.mode() && line.what().on() == On.FILE)
                .filter(line -> line.quantiles().samples() >= config.samples())
                .map(line -> new Baseline(
                        line.what().operation(),
                        line.what().write(),
                        line.quantiles(),
                        line.what().mode().text(),
                        clock.instant()))
                .toList();
    }
}

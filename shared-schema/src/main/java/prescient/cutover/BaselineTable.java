package prescient.cutover;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import prescient.database.Bulk;

/** How long operations took while the files were trusted, in {@code latency_baseline}. Blocks. */
final class BaselineTable {

    private final Bulk bulk;

    BaselineTable(Bulk bulk) {
        this.bulk = bulk;
    }

    /**
     * One operation's figures.
     *
     * @param write false for a read
     * @param mode in which it was measured
     */
    record Baseline(String operation, boolean write, Latencies.Quantiles quantiles, String mode, Instant at) {}

    void save(String feature, List<Baseline> baselines) {
        bulk.write(session -> {
            for (var line : baselines) {
                session.execute(
                        """
                        INSERT INTO latency_baseline
                            (feature, operation, write, samples, p50_nanos, p99_nanos, mode, recorded_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (feature, operation, write) DO UPDATE SET
                            samples = EXCLUDED.samples, p50_nanos = EXCLUDED.p50_nanos,
                            p99_nanos = EXCLUDED.p99_nanos, mode = EXCLUDED.mode, recorded_at = EXCLUDED.recorded_at
                        """,
                        feature,
                        line.operation(),
                        line.write(),
                        line.quantiles().samples(),
                        line.quantiles().p50(),
                        line.quantiles().p99(),
                        line.mode(),
                        line.at());
            }
            return null;
        });
    }

    List<Baseline> read(String feature) {
        return bulk.read(session -> {
            var baselines = new ArrayList<Baseline>();
            session.query(
                    "SELECT * FROM latency_baseline WHERE feature = ? ORDER BY operation, write",
                    row -> baselines.add(new Baseline(
                            row.getString("operation"),
                            row.getBoolean("write"),
                            new Latencies.Quantiles(
                                    row.getInt("samples"), row.getLong("p50_nanos"), row.getLong("p99_nanos")),
                            row.getString("mode"),
                            row.getObject("recorded_at", OffsetDateTime.class).toInstant())),
                    feature);
            return baselines;
        });
    }
}

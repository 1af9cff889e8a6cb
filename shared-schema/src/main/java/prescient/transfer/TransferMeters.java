package prescient.transfer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Meters {@code prescient.transfer.*}. */
@ApplicationScoped
class TransferMeters {

    private final MeterRegistry registry;
    private final Map<String, AtomicLong> gauges = new ConcurrentHashMap<>();

    TransferMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A comparison of the live stores has ended. */
    void compared(String feature, List<Findings> findings) {
        for (var found : findings) {
            var tags = Tags.of("feature", feature, "collection", found.collection());
            registry.counter("prescient.transfer.checks", tags.and("state", found.state()))
                    .increment();
            registry.timer("prescient.transfer.check.time", tags)
                    .record(Duration.between(found.startedAt(), found.finishedAt()));
            set("prescient.transfer.different", tags, found.different());
            set("prescient.transfer.missing", tags, found.missing());
            set("prescient.transfer.extra", tags, found.extra());
            set("prescient.transfer.accepted", tags, found.accepted());
            set("prescient.transfer.clean", tags, found.clean() ? 1 : 0);
        }
    }

    /** A job has ended. */
    void ended(TransferJob job) {
        var tags = Tags.of("feature", job.feature(), "kind", job.kind());
        registry.counter("prescient.transfer.jobs", tags.and("status", job.status()))
                .increment();
        registry.counter("prescient.transfer.records.read", tags).increment((double) job.recordsRead());
        registry.counter("prescient.transfer.records.written", tags)
                .increment(job.dryRun() ? 0 : (double) (job.recordsNew() + job.recordsChanged()));
        registry.counter("prescient.transfer.records.quarantined", tags).increment((double) job.recordsQuarantined());
        set("prescient.transfer.records.per.second", tags, job.recordsPerSecond());
    }

    /** A repair wrote records. */
    void repaired(String feature, long written) {
        registry.counter("prescient.transfer.repairs", "feature", feature).increment();
        registry.counter("prescient.transfer.records.repaired", "feature", feature)
                .increment((double) written);
    }

    /** Records of a feature in quarantine. */
    void quarantined(String feature, long records) {
        set("prescient.transfer.quarantined", Tags.of("feature", feature), records);
    }

    private void set(String name, Tags tags, long value) {
        gauges.computeIfAbsent(name + tags, key -> {
                    var gauge = new AtomicLong();
                    registry.gauge(name, tags, gauge);
                    return gauge;
                })
                .set(value);
    }
}

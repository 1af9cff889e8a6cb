package prescient.cutover;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/** The cut-over as numbers: one series for each feature. */
@ApplicationScoped
class CutoverMeters {

    /** Bounds of what a write waits for the mirror: from what it takes to far more than it may. */
    private static final Duration[] WAITS = LongStream.of(
                    10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 100_000, 1_000_000)
            .mapToObj(micros -> Duration.ofNanos(micros * 1_000))
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final CutoverDesk desk;
    private final GateDesk gates;
    private final ReportDesk reports;
    private final FollowDesk followers;
    private final CutoverConfig config;
    private final InstantSource clock;
    private final List<Meter> meters = new ArrayList<>();

    CutoverMeters(
            MeterRegistry registry,
            CutoverDesk desk,
            GateDesk gates,
            ReportDesk reports,
            FollowDesk followers,
            CutoverConfig config,
            InstantSource clock) {
        this.config = config;
        this.registry = registry;
        this.desk = desk;
        this.gates = gates;
        this.reports = reports;
        this.followers = followers;
        this.clock = clock;
    }

    void register(@Observes StartupEvent event) {
        gauge("backup.age.seconds", "age of the last verified backup; NaN without one", Tags.empty(), this::backupAge);
        disk(config.legacy().dir());
        for (var cutover : desk.all()) {
            state(cutover, Tags.of("feature", cutover.feature().name()));
            stores(cutover, Tags.of("feature", cutover.feature().name()));
            writeWaits(cutover, Tags.of("feature", cutover.feature().name()));
        }
    }

    /** Of the disk that the files are written to; NaN without files or when it cannot be asked. */
    private void disk(Optional<Path> folder) {
        gauge(
                "disk.free.bytes",
                "free on the disk of the legacy files",
                Tags.empty(),
                () -> bytes(folder, FileStore::getUsableSpace));
        gauge(
                "disk.size.bytes",
                "size of the disk of the legacy files",
                Tags.empty(),
                () -> bytes(folder, FileStore::getTotalSpace));
    }

    private interface Space {
        long of(FileStore disk) throws IOException;
    }

    private static Number bytes(Optional<Path> folder, Space space) {
        try {
            return folder.isEmpty() ? Double.NaN : space.of(Files.getFileStore(folder.get()));
        } catch (IOException unknown) {
            return Double.NaN;
        }
    }

    private void state(Cutover cutover, Tags tags) {
        gauge(
                "mode",
                "0 file-only, 1 dual-write, 2 database-read, 3 database-only",
                tags,
                () -> number(cutover.mode()));
        gauge(
                "revision",
                "decisions about the mode",
                tags,
                () -> cutover.state().map(FeatureState::revision).orElse(0L));
        gauge(
                "frozen",
                "1 while the mode may not be changed",
                tags,
                () -> cutover.state().map(FeatureState::frozen).orElse(false) ? 1 : 0);
        gauge(
                "may.advance",
                "1 when all gates of the next step hold",
                tags,
                () -> gates.last(cutover).stream().allMatch(Gate::holds) ? 1 : 0);
        gauge(
                "gates.failing",
                "gates of the next step that do not hold",
                tags,
                () -> gates.last(cutover).stream().filter(gate -> !gate.holds()).count());
        for (var rule : Rules.ALL) {
            gauge(
                    "rule.firing",
                    "1 while this reason to go back holds",
                    tags.and("rule", rule),
                    () -> gates.rules().firing(cutover).containsKey(rule) ? 1 : 0);
        }
        gauge("refusing", "1 while everything is refused", tags, () -> cutover.isRefusing() ? 1 : 0);
        gauge("parity.differences", "missing and different records of the last comparison", tags, () -> {
            var parity = reports.parity(cutover);
            return parity.missing() + parity.different();
        });
        gauge("quarantine", "records put aside", tags, () -> {
            var known = reports.quarantined(cutover.feature().name());
            return known == null ? Double.NaN : known;
        });
    }

    private void stores(Cutover cutover, Tags tags) {
        gauge(
                "mirror.waiting",
                "records that wait for the database",
                tags,
                () -> cutover.mirror().state().records());
        gauge(
                "mirror.lag.seconds",
                "how long the oldest waits",
                tags,
                () -> cutover.mirror().state().lag());
        gauge("unrepaired", "1 while the database may lack writes", tags, () -> cutover.unrepaired() ? 1 : 0);
        counter(
                "mirror.records",
                "records that arrived",
                tags,
                cutover,
                c -> c.mirror().state().mirrored());
        counter(
                "mirror.failed",
                "records not taken",
                tags,
                cutover,
                c -> c.mirror().state().failed());
        counter(
                "mirror.overflowed",
                "records without a place",
                tags,
                cutover,
                c -> c.mirror().state().overflowed());
        var follower = followers.of(cutover.feature().name());
        gauge(
                "shadow.pending",
                "transactions that the files lack",
                tags,
                () -> follower.state().pending());
        gauge(
                "shadow.lag.seconds",
                "age of the oldest of them",
                tags,
                () -> follower.state().lag());
        gauge(
                "breaker.open",
                "1 while the database is not asked",
                tags,
                () -> cutover.paths().isBreakerOpen() ? 1 : 0);
        for (var reason : cutover.paths().fallbacks().all().keySet()) {
            counter(
                    "fallbacks",
                    "reads that the files answered in place of the database",
                    tags.and("reason", reason),
                    cutover,
                    c -> c.paths().fallbacks().of(reason));
        }
        for (var kind : cutover.shadow().counts().keySet()) {
            counter(
                    "shadow.reads",
                    "reads that were asked of both stores",
                    tags.and("kind", kind),
                    cutover,
                    c -> c.shadow().counts().getOrDefault(kind, 0L));
        }
    }

    private void writeWaits(Cutover cutover, Tags tags) {
        var timer = Timer.builder("prescient.cutover.write.wait")
                .description("what a write to the files waits for because it is mirrored, too")
                .tags(tags)
                .serviceLevelObjectives(WAITS)
                .register(registry);
        meters.add(timer);
        cutover.writeWaits(nanos -> timer.record(nanos, TimeUnit.NANOSECONDS));
    }

    private static int number(Mode mode) {
        return switch (mode) {
            case FILE_ONLY -> 0;
            case DUAL_WRITE -> 1;
            case DATABASE_READ -> 2;
            case DATABASE_ONLY -> 3;
        };
    }

    private Number backupAge() {
        return gates.backup()
                .<Number>map(backup ->
                        Duration.between(backup.verifiedAt(), clock.instant()).toSeconds())
                .orElse(Double.NaN);
    }

    /** The registry outlives the service where tests start several; it must not ask one that has ended. */
    void remove(@Observes ShutdownEvent event) {
        meters.forEach(registry::remove);
    }

    private void gauge(String name, String description, Tags tags, Supplier<Number> value) {
        meters.add(Gauge.builder("prescient.cutover." + name, value)
                .description(description)
                .tags(tags)
                .register(registry));
    }

    private void counter(String name, String description, Tags tags, Cutover cutover, ToDoubleFunction<Cutover> value) {
        meters.add(FunctionCounter.builder("prescient.cutover." + name, cutover, value)
                .description(description)
                .tags(tags)
                .register(registry));
    }
}

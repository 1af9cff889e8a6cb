package prescient.forecast.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import prescient.forecast.calibration.Performance;
import prescient.forecast.calibration.PerformanceTable;
import prescient.forecast.calibration.WeightsRecord;
import prescient.forecast.calibration.WeightsTable;
import prescient.forecast.decision.Decision;
import prescient.forecast.decision.DecisionTable;
import prescient.forecast.decision.TradeRecordTable;
import prescient.forecast.metric.DailyMetricTable;
import prescient.forecast.metric.MetricKind;
import prescient.forecast.observation.StationReading;
import prescient.forecast.observation.StationReadingTable;
import prescient.forecast.prediction.PredictionTable;
import prescient.forecast.pulse.Snapshot;
import prescient.forecast.pulse.SnapshotTable;
import prescient.forecast.settle.EvaluationTable;
import prescient.forecast.source.Source;

/** Keeps records of every kind, round after round, whatever else happens, until it is closed. */
final class SteadyWriter implements AutoCloseable {

    private static final OffsetDateTime MORNING = OffsetDateTime.parse("2026-03-07T09:00:00.250000-05:00");
    private static final int ROUNDS = 3;
    private static final long PAUSE_MILLIS = 30;

    final KeptKind<Snapshot> snapshots;
    final KeptKind<Performance> grades;
    final List<KeptKind<?>> kinds;

    private final ReentrantLock round = new ReentrantLock(true);
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;

    SteadyWriter(ForecastStore store) {
        var day = SomeRecords.DAY;
        this.snapshots = new KeptKind<>(
                SnapshotTable.INTRADAY,
                n -> some().snapshot("ny", day, n).snapshots.getFirst(),
                store::snapshots);
        this.grades = new KeptKind<>(
                PerformanceTable.KIND,
                n -> some().grade(day.plusDays(n), "ny", Source.CONSENSUS, n % 10 + ".5000")
                        .grades
                        .getFirst(),
                store::grades);
        this.kinds = List.of(
                snapshots,
                grades,
                new KeptKind<>(
                        PredictionTable.KIND,
                        n -> some().prediction("ny", day, n, "prod").predictions.getFirst(),
                        store::predictions),
                new KeptKind<>(
                        WeightsTable.KIND,
                        n -> new WeightsRecord(
                                MORNING.plusDays(n), day.plusDays(n), "ny", 14, Map.of(Source.LSTM, BigDecimal.ONE)),
                        store::weights),
                new KeptKind<>(
                        TradeRecordTable.KIND,
                        n -> some().trade("prod", "ny", day.plusDays(n), true)
                                .trades
                                .getFirst(),
                        store::trades),
                new KeptKind<>(DecisionTable.KIND, SteadyWriter::decision, store::decisions),
                new KeptKind<>(
                        EvaluationTable.KIND,
                        n -> some().evaluation("ny", day, n, "prod", n % 2 == 0)
                                .evaluations
                                .getFirst(),
                        store::evaluations),
                new KeptKind<>(
                        DailyMetricTable.KIND,
                        n -> some().metric(day.plusDays(n), "ny", MetricKind.MAE, "consensus", "1.2345")
                                .metrics
                                .getFirst(),
                        store::metrics),
                new KeptKind<>(StationReadingTable.KIND, SteadyWriter::reading, store::readings));
        this.thread = Thread.ofPlatform().name("steady writer").start(this::run);
    }

    /** Runs {@code check} between two rounds, some rounds after the last one; nothing is kept meanwhile. */
    void between(Runnable check) {
        int before = rounds();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> failure != null || rounds() >= before + ROUNDS);
        assertThat(failure).isNull();
        round.lock();
        try {
            check.run();
        } finally {
            round.unlock();
        }
    }

    @Override
    public void close() {
        closed = true;
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !thread.isAlive());
        assertThat(failure).isNull();
    }

    private int rounds() {
        round.lock();
        try {
            return snapshots.kept().size();
        } finally {
            round.unlock();
        }
    }

    private void run() {
        try {
            while (!closed) {
                round.lock();
                try {
                    kinds.forEach(KeptKind::keepOne);
                } finally {
                    round.unlock();
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (RuntimeException | InterruptedException broken) {
            failure = broken;
        }
    }

    private static SomeRecords some() {
        return SomeRecords.of();
    }

    private static Decision decision(int n) {
        return new Decision(
                MORNING.plusMinutes(n),
                "prod",
                SomeRecords.DAY,
                "ny",
                "S",
                "S-1",
                new BigDecimal("42.0000"),
                null,
                new BigDecimal("0.9000"),
                "skip",
                "spread>3.0, n=" + n);
    }

    private static StationReading reading(int n) {
        return new StationReading(
                MORNING.plusMinutes(n).withNano(0).withOffsetSameInstant(ZoneOffset.UTC),
                "ny",
                "KNYC",
                new BigDecimal("41.5"),
                new BigDecimal("43.0"),
                null,
                new BigDecimal("0.0"),
                null,
                null,
                null,
                MORNING.plusHours(5));
    }
}

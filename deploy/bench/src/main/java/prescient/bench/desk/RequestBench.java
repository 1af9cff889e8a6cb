package prescient.bench.desk;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import prescient.bench.Database;
import prescient.bench.desk.DeskCommand.Sizes;
import prescient.bench.load.Commits;
import prescient.bench.load.Connection;
import prescient.bench.load.Load;
import prescient.bench.load.LoadResult;
import prescient.local.Progress;
import prescient.local.ServiceName;
import prescient.local.Suite;

/**
 * Price poll, trade insert and active-trade lookup side by side, each on its schedule, and beside them single rows that
 * are only committed: the part of the disk.
 */
final class RequestBench {

    /** Each of the old desk's programs went round once a second. */
    static final int NORMAL = 1;

    static final int PEAK = 20;

    /** So much longer requests are sent once a second: of sixty the p99 would be the slowest one. */
    private static final int LONGER = 5;

    /** More than are ever under way, so the schedule is kept. */
    private static final int CONNECTIONS = 8;

    private final Suite suite;
    private final DeskTrades trades;
    private final Sizes sizes;
    private final Progress progress;

    RequestBench(Suite suite, DeskTrades trades, Sizes sizes, Progress progress) {
        this.suite = suite;
        this.trades = trades;
        this.sizes = sizes;
        this.progress = progress;
    }

    /** What is asked on a schedule. */
    private record Kind(String name, Schedule schedule) {}

    @FunctionalInterface
    private interface Schedule {
        LoadResult run(int perSecond, Duration length) throws InterruptedException, SQLException;
    }

    /**
     * One kind of request at one rate.
     *
     * @param p50Ms from when a request was due to its answer
     */
    record Latency(String what, int perSecond, int requests, double p50Ms, double p99Ms, double longestMs) {}

    /**
     * @param latencies normal rate first
     * @param commits the same of rows that were only committed
     * @param trades acknowledged, warm-up included; the database has each once
     * @param active watched all the time
     */
    record Result(List<Latency> latencies, List<Latency> commits, int trades, int active) {

        Result {
            latencies = List.copyOf(latencies);
            commits = List.copyOf(commits);
        }

        /** The commits last. */
        List<Latency> all() {
            return Stream.concat(latencies.stream(), commits.stream()).toList();
        }
    }

    Result run() throws InterruptedException {
        trades.hold(sizes.held());
        progress.say("requests: warming up, %d trades are watched".formatted(trades.active()));
        at(PEAK, sizes.warmUp());
        var latencies = new ArrayList<Latency>();
        var commits = new ArrayList<Latency>();
        for (int rate : new int[] {NORMAL, PEAK}) {
            progress.say("requests: %d a second of each kind".formatted(rate));
            var measured = at(rate, rate == NORMAL ? LONGER * sizes.seconds() : sizes.seconds());
            commits.add(measured.removeLast());
            latencies.addAll(measured);
        }
        int stored = trades.check();
        return new Result(latencies, commits, stored, trades.active());
    }

    /** The commits last. */
    private List<Latency> at(int perSecond, int seconds) throws InterruptedException {
        var kinds = List.of(
                new Kind("price poll", reads(ServiceName.MARKET_INGEST, "/prices/" + DeskMarkets.PRODUCT + "/latest")),
                new Kind("trade insert", (rate, length) -> trades.insert(trades::unsold, rate, length)),
                new Kind("active-trade lookup", reads(ServiceName.TRADE, "/desk/active-trades")),
                new Kind("one row's commit", this::commits));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<LoadResult>>();
            for (var kind : kinds) {
                // Whoever asks for one does not wait for the other's clock.
                var after = Duration.ofSeconds(1)
                        .dividedBy((long) perSecond * kinds.size())
                        .multipliedBy(running.size());
                running.add(threads.submit(() -> {
                    Thread.sleep(after);
                    return kind.schedule()
                            .run(perSecond, Duration.ofSeconds(seconds))
                            .requireSuccess(kind.name());
                }));
            }
            var latencies = new ArrayList<Latency>();
            for (int i = 0; i < kinds.size(); i++) {
                latencies.add(
                        latency(kinds.get(i).name(), perSecond, running.get(i).get()));
            }
            return latencies;
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        }
    }

    private Schedule reads(ServiceName service, String path) {
        var request = Connection.get(path, suite.tokens().operator());
        var load = new Load(suite.ports().of(service), () -> request);
        return (rate, length) -> load.open(rate, CONNECTIONS, length);
    }

    private LoadResult commits(int perSecond, Duration length) throws SQLException {
        try (var connection = new Database(suite).connect()) {
            return new Commits(connection).open(perSecond, length);
        }
    }

    private Latency latency(String what, int perSecond, LoadResult result) {
        var latency = new Latency(
                what,
                perSecond,
                result.answered(),
                result.percentileMs(50),
                result.percentileMs(99),
                result.percentileMs(100));
        progress.say("requests: %s, %d/s: p50 %.1f ms, p99 %.1f ms"
                .formatted(what, perSecond, latency.p50Ms(), latency.p99Ms()));
        return latency;
    }
}

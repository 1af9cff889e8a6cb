package prescient.trade.account;

import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import prescient.trade.kalshi.KalshiClient;
import prescient.trade.kalshi.KalshiStore;

/**
 * Keeps accounts in step: 1 the turn, 2 what the socket says has to be looked at, 3 everything when the time has come,
 * 4 some pages of the archive. What could not be read to its end is looked at again the next time. Blocks; belongs on a
 * virtual thread.
 */
@ApplicationScoped
class AccountDesk {

    /** Where the pauses' chance begins; it only has to spread them. */
    private static final long JITTER = 5;

    private final KalshiStore accounts;
    private final TurnDesk turns;
    private final SyncDesk syncs;
    private final HistoryDesk history;
    private final AccountMeters meters;
    private final AccountConfig config;
    private final InstantSource clock;
    private final Vertx vertx;
    private final Map<String, Watch> watches = new ConcurrentHashMap<>();

    AccountDesk(
            KalshiStore accounts,
            TurnDesk turns,
            SyncDesk syncs,
            HistoryDesk history,
            AccountMeters meters,
            AccountConfig config,
            InstantSource clock,
            Vertx vertx) {
        this.accounts = accounts;
        this.turns = turns;
        this.syncs = syncs;
        this.history = history;
        this.meters = meters;
        this.config = config;
        this.clock = clock;
        this.vertx = vertx;
    }

    /** What is known of one account between two looks. */
    private static final class Watch {
        private final @Nullable AccountSocketClient socket;
        private final EnumSet<Part> owed = EnumSet.noneOf(Part.class);
        private Instant everythingAt = Instant.EPOCH;

        Watch(@Nullable AccountSocketClient socket) {
            this.socket = socket;
        }
    }

    /** One step for each account that can be read. */
    void tick() {
        for (var client : accounts.all()) {
            turns.alone(client.environment(), () -> tick(client));
        }
    }

    /**
     * Looks at everything now.
     *
     * @return empty when another replica or thread is at it
     * @throws prescient.problem.Refused when the account cannot be read
     */
    Optional<SyncReport> syncNow(String environment) {
        var client = client(environment);
        return turns.alone(environment, () -> syncs.sync(client, EnumSet.allOf(Part.class)));
    }

    /**
     * Begins to read the archive; the steps go on with it.
     *
     * @throws prescient.problem.Refused when the account cannot be read
     */
    void readArchive(String environment) {
        history.begin(client(environment).environment());
    }

    private KalshiClient client(String environment) {
        return accounts.find(environment)
                .orElseThrow(() -> AccountProblem.NOT_CONFIGURED.with(
                        "the account " + environment + " is not configured or has no key"));
    }

    private Optional<SyncReport> tick(KalshiClient client) {
        var watch = watches.computeIfAbsent(client.environment(), name -> begin(client));
        if (watch.socket != null) {
            watch.owed.addAll(watch.socket.look());
        }
        var now = clock.instant();
        if (!now.isBefore(watch.everythingAt.plus(config.pollEvery()))) {
            watch.owed.addAll(EnumSet.allOf(Part.class));
            watch.everythingAt = now;
        }
        history.goOn(client);
        if (watch.owed.isEmpty()) {
            return Optional.empty();
        }
        Set<Part> look = EnumSet.copyOf(watch.owed);
        var report = syncs.sync(client, look);
        watch.owed.clear();
        for (var walked : report.lists()) {
            if (walked.problem() != null) {
                watch.owed.add(walked.list());
            }
        }
        return Optional.of(report);
    }

    private Watch begin(KalshiClient client) {
        client.learnLimits();
        if (!config.socket()) {
            return new Watch(null);
        }
        var socket = new AccountSocketClient(vertx, client, config, meters, clock, new SplittableRandom(JITTER));
        socket.start();
        return new Watch(socket);
    }

    @PreDestroy
    void close() {
        watches.values().forEach(watch -> {
            if (watch.socket != null) {
                watch.socket.close();
            }
        });
    }
}

package prescient.market.ticks;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.SplittableRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import prescient.market.live.FeedHealth;
import prescient.market.live.LiveFeed;
import prescient.market.ticks.SpotMessage.Failure;
import prescient.socket.SocketClient;
import prescient.socket.SocketTalk;

/** Listens to the spot exchange, if one is configured, from the start of the service to its end. */
@ApplicationScoped
class TickClient implements SocketTalk, LiveFeed {

    private static final Logger LOG = Logger.getLogger(TickClient.class);
    private static final String FEED = "spot";

    private final CoinbaseParser parser = new CoinbaseParser();
    private final TicksConfig config;
    private final TickDesk desk;
    private final Vertx vertx;
    private final InstantSource clock;
    private volatile @Nullable SocketClient socket;
    private volatile @Nullable Instant startedAt;
    private boolean storing;

    TickClient(TicksConfig config, TickDesk desk, Vertx vertx, InstantSource clock) {
        this.config = config;
        this.desk = desk;
        this.vertx = vertx;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        if (config.url().isEmpty()) {
            return;
        }
        var jitter = new SplittableRandom(config.jitterSeed());
        var opened = new SocketClient(
                vertx, "the spot exchange", config.url().get(), Map::of, config.limits(), jitter, this);
        startedAt = clock.instant();
        socket = opened;
        opened.start();
        opened.between(() -> vertx.setPeriodic(Math.max(1, config.flush().toMillis()), timer -> {
            if (socket == null) {
                vertx.cancelTimer(timer);
            } else {
                flush(opened);
            }
        }));
    }

    void stop(@Observes ShutdownEvent event) {
        var open = socket;
        socket = null; // ends the storing, which needs what is about to be gone
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void opened(Line line) {
        line.say(parser.subscription(config.symbols()));
    }

    @Override
    public void heard(String text) {
        try {
            var message = parser.read(text);
            if (message instanceof Failure(var reason)) {
                LOG.warnf("the spot exchange refuses: %s", reason);
            }
            desk.take(message);
        } catch (IOException unreadable) {
            LOG.warnf("a message of the spot exchange is left out: %s", unreadable.getMessage());
        }
    }

    @Override
    public void lost(String reason) {
        desk.lost();
    }

    private void flush(SocketClient opened) {
        var load = storing ? null : desk.load();
        if (load == null) {
            return;
        }
        storing = true;
        desk.store(load)
                .subscribe()
                .with(
                        done -> opened.between(() -> {
                            storing = false;
                            desk.stored(load);
                        }),
                        failure -> opened.between(() -> {
                            storing = false;
                            LOG.debugf("prices wait for the database: %s", failure.toString());
                            desk.putBack(load);
                        }));
    }

    @Override
    public FeedHealth health() {
        var open = socket;
        return open == null
                ? FeedHealth.off(FEED)
                : new FeedHealth(
                        FEED,
                        open.isConnected(),
                        startedAt,
                        desk.heardAt(),
                        desk.datumAt(),
                        open.reconnects(),
                        desk.gapCount(),
                        desk.waiting(),
                        false,
                        config.staleAfter());
    }
}

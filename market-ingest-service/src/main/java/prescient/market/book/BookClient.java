package prescient.market.book;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import prescient.market.book.BookMessage.Failure;
import prescient.market.book.BookMessage.Numbered;
import prescient.market.book.BookMessage.Subscribed;
import prescient.market.live.FeedHealth;
import prescient.market.live.LiveFeed;
import prescient.socket.SocketClient;
import prescient.socket.SocketTalk;

/** Listens to the venue's books, if a series and a socket are configured, from the service's start to its end. */
@ApplicationScoped
class BookClient implements SocketTalk, LiveFeed {

    private static final Logger LOG = Logger.getLogger(BookClient.class);
    private static final String FEED = "books";
    private static final String CHANNEL = "orderbook_delta";
    private static final String LIFECYCLE = "market_lifecycle_v2";
    private static final int NO_SUBSCRIPTION = 0;

    private final KalshiBookParser parser = new KalshiBookParser();
    private final Books books = new Books();
    private final BookConfig config;
    private final Vertx vertx;
    private final InstantSource clock;
    private volatile @Nullable SocketClient socket;
    private volatile @Nullable Instant startedAt;
    private volatile @Nullable Instant heardAt;
    private volatile @Nullable Instant bookAt;
    private volatile boolean news;

    private volatile List<String> tickers = List.of();

    // Everything below is the event loop's own.
    private @Nullable Line line;
    private int sid = NO_SUBSCRIPTION;
    private long commands;
    private long askedNanos;

    BookClient(BookConfig config, Vertx vertx, InstantSource clock) {
        this.config = config;
        this.vertx = vertx;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        if (config.series().isEmpty() || config.socket().isEmpty()) {
            return;
        }
        var jitter = new SplittableRandom(config.jitterSeed());
        var opened = new SocketClient(
                vertx, "the venue's books", config.socket().get(), Map::of, config.limits(), jitter, this);
        startedAt = clock.instant();
        socket = opened;
        opened.start();
    }

    void stop(@Observes ShutdownEvent event) {
        var open = socket;
        if (open != null) {
            open.close();
        }
    }

    /** The books; changed by this client, and by nobody else but {@link Books#keep}. */
    Books books() {
        return books;
    }

    /** When the feed last said anything; null when it never did. */
    @Nullable Instant heardAt() {
        return heardAt;
    }

    /** Whether markets opened or ended since the last call. */
    boolean takeNews() {
        boolean was = news;
        news = false;
        return was;
    }

    /** From now on these markets, and no others. */
    void follow(List<String> newTickers) {
        onLoop(() -> {
            tickers = newTickers;
            subscribe();
        });
    }

    /** Asks for the snapshots that are missing, unless they were asked for just now. */
    void resync() {
        onLoop(() -> askForSnapshots(System.nanoTime()));
    }

    private void onLoop(Runnable task) {
        var open = socket;
        if (open != null) {
            open.between(task);
        }
    }

    @Override
    public void opened(Line newLine) {
        line = newLine;
        newLine.say(parser.subscribe(++commands, List.of(LIFECYCLE), List.of()));
        subscribe();
    }

    private void subscribe() {
        var open = line;
        if (open == null) {
            return;
        }
        if (sid != NO_SUBSCRIPTION) {
            open.say(parser.unsubscribe(++commands, List.of(sid)));
            sid = NO_SUBSCRIPTION;
        }
        books.begin(tickers);
        if (!tickers.isEmpty()) {
            open.say(parser.subscribe(++commands, List.of(CHANNEL), tickers));
            askedNanos = System.nanoTime();
        }
    }

    @Override
    public void heard(String text) {
        heardAt = clock.instant();
        try {
            take(parser.message(text));
        } catch (IOException unreadable) {
            LOG.warnf("a message of the venue's books is left out: %s", unreadable.getMessage());
        }
    }

    private void take(BookMessage message) {
        switch (message) {
            case Subscribed(var channel, var newSid) when channel.equals(CHANNEL) -> sid = newSid;
            case Subscribed other -> {}
            case Numbered numbered
            when numbered.sid() == sid -> {
                var now = clock.instant();
                bookAt = now;
                if (books.take(numbered, now)) {
                    LOG.debug("a message of the venue's books is missing, fresh snapshots are asked for");
                    askForSnapshots(System.nanoTime());
                }
            }
            case Numbered ofAnEarlierSubscription -> {}
            case BookMessage.Lifecycle life -> news = true;
            case Failure(var code, var reason) -> LOG.warnf("the venue's books refuse: %d %s", code, reason);
            case BookMessage.Other other -> {}
        }
    }

    private void askForSnapshots(long now) {
        var open = line;
        if (open == null || tickers.isEmpty()) {
            return;
        }
        if (sid == NO_SUBSCRIPTION) {
            // Nobody knows whether there is a subscription; a new connection is sure to have none.
            if (now - askedNanos > config.receiveTimeout().toNanos()) {
                open.drop("a subscription was not answered");
            }
            return;
        }
        if (now - askedNanos < config.resyncEvery().toNanos()) {
            return;
        }
        var stale = books.stale(tickers);
        if (!stale.isEmpty()) {
            askedNanos = now;
            open.say(parser.snapshots(++commands, sid, stale));
        }
    }

    /** Between two events there is nothing to hear. */
    @Override
    public boolean expectsNews() {
        return !tickers.isEmpty();
    }

    @Override
    public void lost(String reason) {
        line = null;
        sid = NO_SUBSCRIPTION;
        books.lose();
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
                        heardAt,
                        bookAt,
                        open.reconnects(),
                        books.missed(),
                        0,
                        !expectsNews(),
                        config.staleAfter());
    }
}

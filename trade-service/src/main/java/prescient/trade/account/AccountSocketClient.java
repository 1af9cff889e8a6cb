package prescient.trade.account;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import prescient.socket.SocketClient;
import prescient.socket.SocketLimits;
import prescient.socket.SocketTalk;
import prescient.trade.kalshi.KalshiClient;

/**
 * One account's socket at the venue. It books nothing: it tells which lists have to be looked at, and that is
 * everything after each opening, after a gap, and after a message nobody understands. An account may have nothing to
 * tell for hours, so the venue is asked something now and then: whoever does not answer is gone. Safe for many threads.
 */
final class AccountSocketClient implements SocketTalk, AutoCloseable {

    private static final int LARGEST_MESSAGE = 1 << 20;
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);
    private static final String SUBSCRIBE = """
            {"id": 1, "cmd": "subscribe", "params": {"channels": ["fill", "user_orders", "market_positions"]}}
            """;
    private static final String HEARTBEAT = "{\"id\":2,\"cmd\":\"list_subscriptions\"}";

    private final String environment;
    private final AccountConfig config;
    private final AccountMeters meters;
    private final InstantSource clock;
    private final SocketClient socket;
    private final EnumSet<Part> due = EnumSet.noneOf(Part.class);

    private SocketMessages messages = new SocketMessages();
    private @Nullable Line line;
    private Instant askedAt = Instant.EPOCH;

    /** @param jitter draws part of each pause between attempts */
    AccountSocketClient(
            Vertx vertx,
            KalshiClient client,
            AccountConfig config,
            AccountMeters meters,
            InstantSource clock,
            RandomGenerator jitter) {
        this.environment = client.environment();
        this.config = config;
        this.meters = meters;
        this.clock = clock;
        this.socket = new SocketClient(
                vertx,
                "kalshi's account " + environment,
                client.socketAddress(),
                client::socketHeaders,
                new SocketLimits(
                        HANDSHAKE, config.silence(), config.backOff(), config.longestBackOff(), LARGEST_MESSAGE),
                jitter,
                this);
    }

    void start() {
        socket.start();
    }

    /** What has to be looked at since the last call; says something to the venue when it is time. Does not block. */
    synchronized Set<Part> look() {
        var now = clock.instant();
        var open = line;
        if (open != null && !now.isBefore(askedAt.plus(config.silence().dividedBy(3)))) {
            askedAt = now;
            socket.between(() -> open.say(HEARTBEAT));
        }
        var look = due.isEmpty() ? EnumSet.noneOf(Part.class) : EnumSet.copyOf(due);
        due.clear();
        return look;
    }

    /** Whether messages would arrive. */
    boolean isConnected() {
        return socket.isConnected();
    }

    @Override
    public synchronized void opened(Line opened) {
        line = opened;
        messages = new SocketMessages();
        askedAt = clock.instant();
        opened.say(SUBSCRIBE);
        // What happened while nobody listened is found by looking at everything once.
        due.addAll(EnumSet.allOf(Part.class));
        meters.socket(environment, "opened");
    }

    @Override
    public synchronized void heard(String text) {
        var told = messages.read(text);
        if (told.isGap()) {
            meters.socket(environment, "gap");
        }
        due.addAll(told.parts());
    }

    @Override
    public synchronized void lost(String reason) {
        line = null;
        meters.socket(environment, "lost");
    }

    @Override
    public void close() {
        socket.close();
    }
}

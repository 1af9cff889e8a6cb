package prescient.venuesim;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A running simulator, all sites and sockets on one port. Safe for many threads; many can run in one process. */
public final class VenueSim implements AutoCloseable {

    private static final int BACKLOG = 1024;
    /** A request may ask for hundreds of ids. */
    private static final int LONGEST_LINE = 1 << 20;

    private static final String NO_UNSAFE = "io.netty.noUnsafe";
    private static final long SPOT = 7;
    private static final long HOURLY = 8;
    private static final long ACCOUNT = 9;

    private final Vertx vertx;
    private final HttpServer server;
    private final ExecutorService threads;
    private final Noise spot;

    private VenueSim(Vertx vertx, HttpServer server, ExecutorService threads, Noise spot) {
        this.vertx = vertx;
        this.server = server;
        this.threads = threads;
        this.spot = spot;
    }

    /**
     * Starts a venue; it answers when this returns.
     *
     * @throws UnusableTape when the tape cannot be replayed; the message names the file
     * @throws UncheckedIOException when the port cannot be had; the message names the port
     */
    public static VenueSim start(VenueSimConfig config) {
        var json = new Json();
        var state = state(config, json);
        var noise = new Noise(config.seed());
        var climate = new Climate(noise.fork(4));
        var bitcoin = SpotPath.of(HourlyEvent.SYMBOL, noise.fork(SPOT)).orElseThrow();
        var hourly = new HourlyApi(bitcoin, noise.fork(HOURLY), state.clock());
        var gamma = new GammaApi(state.catalogue(), state.overrides(), state.clock());
        var weather = new WeatherApi(climate, noise.fork(5), state.clock(), json);
        var account = new KalshiAccount(noise.fork(HOURLY), hourly::found);
        KalshiPast.live(account, noise.fork(ACCOUNT), bitcoin, state.clock().instant());
        var portfolio = new KalshiPortfolio(account, state.clock(), json);
        var kalshi = new KalshiApi(climate, noise.fork(6), state.clock(), hourly, portfolio, json);
        Function<String, Site> sites =
                path -> path.startsWith(WeatherApi.ROOT) ? weather : path.startsWith(KalshiApi.ROOT) ? kalshi : gamma;
        var channels = List.of(
                new HourlyChannel.Books(hourly, noise.fork(HOURLY)),
                new HourlyChannel.Tickers(hourly, noise.fork(HOURLY)),
                new HourlyChannel.Lifecycles(bitcoin),
                new AccountChannel("fill", "fill", account),
                new AccountChannel("user_orders", "user_order", account),
                new AccountChannel("market_positions", "market_position", account));
        var vertx = vertx();
        var sockets = new SocketFront(
                vertx,
                state,
                List.of(
                        new CoinbaseSocket(noise.fork(SPOT), state.clock(), json),
                        new KalshiSocket(channels, state.clock(), json)));
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var front = new HttpFront(state, sites, sockets, new ControlApi(state, json), json, threads);
        return new VenueSim(vertx, bind(vertx, front, config.host(), config.port()), threads, noise.fork(SPOT));
    }

    /** Base address for this machine without a slash at the end, such as http://127.0.0.1:8010. */
    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** What the spot exchange's socket tells of a symbol after {@code from} and up to {@code until}. */
    public List<Tick> ticks(String symbol, Instant from, Instant until) {
        return SpotPath.of(symbol, spot)
                .orElseThrow(() -> new IllegalArgumentException(symbol + " is not traded"))
                .ticks(from, until);
    }

    /** Stops at once: requests under way lose their connection. A second call has no effect. */
    @Override
    public void close() {
        threads.shutdownNow();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static SimState state(VenueSimConfig config, Json json) {
        var start = config.startsAt();
        var epoch = config.epochFrom(start);
        var catalogue = switch (config.source()) {
            case VenueSource.Generated sizes -> CatalogueGenerator.generate(sizes, config.seed(), epoch);
            case VenueSource.Tape tape -> TapeReader.read(tape.folder(), json);
        };
        return new SimState(
                catalogue,
                new SimClock(config.clock(), start, config.speed()),
                new Overrides(),
                new Faults(new Noise(config.seed()).fork(3)),
                new Tally(),
                new Tally(),
                config.seed(),
                epoch);
    }

    private static Vertx vertx() {
        // Otherwise Netty tries memory beyond the heap in a way that the JDK complains about on the console.
        if (System.getProperty(NO_UNSAFE) == null) {
            System.setProperty(NO_UNSAFE, "true");
        }
        // Nothing is read from the class path here, so nothing has to be kept in a folder of temporary files.
        var files = new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false);
        return Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setFileSystemOptions(files));
    }

    private static HttpServer bind(Vertx vertx, HttpFront front, String host, int port) {
        var options = new HttpServerOptions()
                .setAcceptBacklog(BACKLOG)
                .setMaxInitialLineLength(LONGEST_LINE)
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true);
        try {
            return vertx.createHttpServer(options)
                    .requestHandler(front)
                    .listen(port, host)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            vertx.close();
            throw new UncheckedIOException(
                    "Port " + port + " on " + host + " cannot be had: " + e.getCause(), new IOException(e));
        }
    }
}

package prescient.venuesim;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A running simulator with all its sites on one port. Safe for many threads; many can run in one process. */
public final class VenueSim implements AutoCloseable {

    private static final int BACKLOG = 1024;
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    private final HttpServer server;
    private final ExecutorService threads;

    private VenueSim(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
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
        var gamma = new GammaApi(state.catalogue(), state.overrides(), state.clock());
        var noise = new Noise(config.seed());
        var climate = new Climate(noise.fork(4));
        var weather = new WeatherApi(climate, noise.fork(5), state.clock(), json);
        var kalshi = new KalshiApi(climate, noise.fork(6), state.clock(), json);
        Function<String, Site> sites =
                path -> path.startsWith(WeatherApi.ROOT) ? weather : path.startsWith(KalshiApi.ROOT) ? kalshi : gamma;
        var server = bind(config.host(), config.port());
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        server.createContext("/", new HttpFront(state, sites, new ControlApi(state, json), json));
        server.setExecutor(threads);
        server.start();
        return new VenueSim(server, threads);
    }

    /** Base address for this machine without a slash at the end, such as http://127.0.0.1:8010. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Stops at once: requests under way lose their connection. A second call has no effect. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
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

    private static HttpServer bind(String host, int port) {
        // The JDK's server sends head and body in two packets, and without this the second one waits 40 ms for the
        // client's acknowledgement. It is read when the process makes its first HttpServer.
        if (System.getProperty(NO_DELAY) == null) {
            System.setProperty(NO_DELAY, "true");
        }
        try {
            return HttpServer.create(new InetSocketAddress(host, port), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException("Port " + port + " on " + host + " cannot be had: " + e.getMessage(), e);
        }
    }
}

package prescient.trade.testing;

import static java.util.Map.entry;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.Executors;

/** Serves all neighbours of the trade service from one port; {@link FakeNeighbours} decides what they answer. */
public class FakeSuite implements QuarkusTestResourceLifecycleManager {

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", FakeNeighbours.INSTANCE::handle);
        server.start();
        var url = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.ofEntries(
                entry("prescient.url.market-ingest", url),
                entry("prescient.url.signal", url),
                entry("prescient.url.portfolio", url),
                entry("prescient.url.trade", url),
                entry("prescient.url.forecast", url),
                // A test that is about it looks by itself.
                entry("prescient.incident.every", "off"),
                // These neighbours have no feeds, and trades that tests leave behind would miss them for it.
                entry("prescient.active.stale-after", "PT1H"),
                entry("prescient.order.resume-after", "PT1S"),
                entry("prescient.cycle.step-patience", "PT3S"),
                entry("prescient.cycle.retry-pause", "PT0.1S"));
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}

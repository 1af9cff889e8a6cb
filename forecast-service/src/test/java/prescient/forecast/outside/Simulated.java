package prescient.forecast.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import prescient.forecast.city.City;
import prescient.forecast.city.LegacyCity;
import prescient.venuesim.VenueSim;
import prescient.venuesim.VenueSimConfig;
import prescient.venuesim.VenueSource;

/** All services outside, simulated in this process; time stands still until it is set. */
public final class Simulated implements AutoCloseable, InstantSource {

    private final HttpClient http = HttpClient.newHttpClient();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final VenueSim sim;
    private volatile Instant now;

    public Simulated(String at) {
        now = Instant.parse(at);
        sim = VenueSim.start(VenueSimConfig.generated(InstantSource.system())
                .withSource(new VenueSource.Generated(1, 1, true))
                .withAt(now)
                .withSpeed(0));
    }

    public String url() {
        return sim.url();
    }

    @Override
    public Instant instant() {
        return now;
    }

    public SimpleMeterRegistry registry() {
        return registry;
    }

    public SourceMeters meters() {
        return new SourceMeters(registry);
    }

    /** Clients that find everything here, in a hurry. */
    public OutsideClient outside() {
        return outside(Map.of("stand-in", url()));
    }

    /** The same with other settings of {@code prescient.outside}. */
    public OutsideClient outside(Map<String, String> settings) {
        var values = new HashMap<>(Map.of("back-off", "PT0.002S", "longest-back-off", "PT0.02S", "timeout", "PT5S"));
        values.putAll(settings);
        return new OutsideClient(
                config(OutsideConfig.class, "prescient.outside", values),
                meters(),
                new QuotaDesk(new QuotaForTests(), this));
    }

    public void setClock(String at) {
        now = Instant.parse(at);
        send("POST", "/sim/clock", "{\"at\":\"%s\"}".formatted(at));
    }

    public void fault(String json) {
        send("POST", "/sim/faults", json);
    }

    public void endFaults() {
        send("DELETE", "/sim/faults", "");
    }

    private void send(String method, String path, String body) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url() + path))
                    .method(method, BodyPublishers.ofString(body))
                    .build();
            assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One of the four cities as the registry begins with it. */
    public static City city(LegacyCity city) {
        var coordinates = switch (city) {
            case NY -> new String[] {"40.79736", "-73.97785"};
            case IL -> new String[] {"41.78701", "-87.77166"};
            case TX -> new String[] {"30.1444", "-97.66876"};
            case FL -> new String[] {"25.7738", "-80.1936"};
        };
        return new City(
                city.code(),
                city.title(),
                city.station(),
                city.zone().getId(),
                new BigDecimal(coordinates[0]),
                new BigDecimal(coordinates[1]),
                "kalshi",
                city.station(),
                null,
                null);
    }

    /** A configuration with these settings and otherwise its defaults. */
    public static <T> T config(Class<T> type, String prefix, Map<String, String> settings) {
        var values = new HashMap<String, String>();
        settings.forEach((key, value) -> values.put(prefix + "." + key, value));
        return new SmallRyeConfigBuilder()
                .withMapping(type)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(type);
    }

    @Override
    public void close() {
        http.shutdownNow();
        sim.close();
    }
}

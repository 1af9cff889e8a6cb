package prescient.forecast.poll;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import prescient.fetch.Fetched.Got;
import prescient.fetch.Fetched.Lost;
import prescient.forecast.city.CityTable;
import prescient.forecast.observation.ObservationClient;
import prescient.forecast.observation.StationReading;
import prescient.forecast.store.ForecastStore;
import prescient.lease.LeaseDesk;
import prescient.lease.LeaseDesk.Lease;
import prescient.lease.Replica;

/**
 * Asks the stations of all cities for their last readings and keeps those. One replica does so until it ends: it keeps
 * its lease from one time to the next. Blocks; called by one thread at a time.
 */
@ApplicationScoped
class PollDesk {

    static final String LEASE = "observation-poll";

    private static final Logger LOG = Logger.getLogger(PollDesk.class);
    private static final Duration SQL = Duration.ofSeconds(30);
    private static final int MOST_CITIES = 1000;

    private final CityTable cities;
    private final ObservationClient stations;
    private final ForecastStore store;
    private final LeaseDesk leases;
    private final PollMeters meters;
    private final Replica replica;
    private volatile @Nullable Lease held;

    @Inject
    PollDesk(
            CityTable cities,
            ObservationClient stations,
            ForecastStore store,
            LeaseDesk leases,
            PollMeters meters,
            @ConfigProperty(name = "prescient.instance") Optional<String> instance,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this(cities, stations, store, leases, meters, Replica.of(instance, port));
    }

    PollDesk(
            CityTable cities,
            ObservationClient stations,
            ForecastStore store,
            LeaseDesk leases,
            PollMeters meters,
            Replica replica) {
        this.cities = cities;
        this.stations = stations;
        this.store = store;
        this.leases = leases;
        this.meters = meters;
        this.replica = replica;
    }

    /**
     * 1 the lease, 2 what the stations say, 3 what is new of it. A station that does not answer costs only its city's
     * reading, until the next time.
     *
     * @return empty when another replica does this
     */
    Optional<Polled> poll() {
        if (!isLeader()) {
            return Optional.empty();
        }
        var readings = new ArrayList<StationReading>();
        var missing = new TreeMap<String, String>();
        for (var city : cities.list(null, MOST_CITIES).await().atMost(SQL)) {
            switch (stations.latest(city)) {
                case Got<StationReading>(var reading, var retries) -> readings.add(reading);
                case Lost<StationReading>(var reason, var body, var retries) -> {
                    LOG.debugf("no reading of %s: %s", city.station(), reason);
                    missing.put(city.code(), reason);
                }
            }
        }
        int changed = readings.isEmpty() ? 0 : store.readings(readings).await().atMost(SQL);
        var polled = new Polled(changed, readings.size() - changed, missing);
        meters.count(polled);
        return Optional.of(polled);
    }

    private boolean isLeader() {
        var lease = held;
        if (lease != null && !lease.lost()) {
            return true;
        }
        held = leases.acquire(LEASE, replica.name()).orElse(null);
        return held != null;
    }

    /** Lets another replica go on at once. */
    @PreDestroy
    void close() {
        var lease = held;
        if (lease != null) {
            lease.close();
            held = null;
        }
    }
}

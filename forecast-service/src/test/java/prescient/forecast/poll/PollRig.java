package prescient.forecast.poll;

import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import prescient.forecast.ServiceTest;
import prescient.forecast.city.CityTable;
import prescient.forecast.observation.ObservationsForTests;
import prescient.forecast.outside.Simulated;
import prescient.forecast.store.ForecastStore;
import prescient.lease.LeaseDesk;
import prescient.lease.Replica;

/** Simulated stations and real stores. */
abstract class PollRig extends ServiceTest {

    /** By then every station has reported again. */
    static final String LATER = "2026-02-03T20:30:00Z";

    final Simulated world = new Simulated("2026-02-03T17:30:00Z");

    private final List<PollDesk> desks = new ArrayList<>();

    @Inject
    CityTable cities;

    @Inject
    ForecastStore store;

    @Inject
    LeaseDesk leases;

    @BeforeEach
    void nobodyHoldsTheLease() throws SQLException {
        execute("DELETE FROM job_lease");
    }

    @AfterEach
    void stop() {
        desks.forEach(PollDesk::close);
        world.close();
    }

    PollDesk desk(String replica) {
        var desk = new PollDesk(
                cities,
                ObservationsForTests.client(world),
                store,
                leases,
                new PollMeters(world.registry()),
                new Replica(replica));
        desks.add(desk);
        return desk;
    }

    double readings(String outcome) {
        return world.registry()
                .get("prescient.station.readings")
                .tag("outcome", outcome)
                .counter()
                .count();
    }
}

package prescient.trade.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Chooses between the running books and a tape, once, at the start. */
@ApplicationScoped
class BookSetup {

    @Produces
    @Singleton
    Books books(SimulationConfig config, BookClient live, ObjectMapper json, InstantSource clock) {
        return config.tape()
                .<Books>map(tape -> BookFile.read(tape, json, clock))
                .orElse(live);
    }
}

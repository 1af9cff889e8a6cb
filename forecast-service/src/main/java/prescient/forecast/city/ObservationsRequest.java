package prescient.forecast.city;

import java.util.List;
import java.util.Objects;

/**
 * A batch of observations.
 *
 * @param observations at most {@value #MAX}; of two with the same city, source and time the last one counts
 */
record ObservationsRequest(List<Observation> observations) {

    static final int MAX = 1000;

    ObservationsRequest {
        Objects.requireNonNull(observations, "observations is missing");
        if (observations.size() > MAX) {
            throw new IllegalArgumentException("at most " + MAX + " observations in one request");
        }
        observations = List.copyOf(observations);
    }
}

package prescient.signal.signal;

import java.util.List;
import java.util.Objects;

/**
 * Outcomes of signals.
 *
 * @param outcomes at most {@value #MAX}
 */
record OutcomesRequest(List<Outcome> outcomes) {

    static final int MAX = 1000;

    OutcomesRequest {
        Objects.requireNonNull(outcomes, "outcomes is missing");
        if (outcomes.size() > MAX) {
            throw new IllegalArgumentException("at most " + MAX + " outcomes in one request");
        }
        outcomes = List.copyOf(outcomes);
    }
}

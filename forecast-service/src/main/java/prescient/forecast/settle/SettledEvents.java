package prescient.forecast.settle;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/** The read helper for a day's decisions that are settled. Stateless. */
public final class SettledEvents {

    private SettledEvents() {}

    /** Of all environments, in the order they were given. */
    public static List<Evaluation> of(Collection<Evaluation> evaluations, LocalDate day) {
        return evaluations.stream()
                .filter(evaluation -> evaluation.tradeDate().equals(day) && evaluation.settled() != null)
                .toList();
    }
}

package prescient.problem;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** What a call to another service of the suite turns into when it fails. */
public final class NeighbourFailure {

    private NeighbourFailure() {}

    /**
     * The call with a deadline. A neighbour that does not answer in time, cannot be reached, or answers anything but
     * success fails the call with {@link RequestProblem#NEIGHBOUR_UNAVAILABLE}; what it may have done is unknown, so
     * the caller repeats with the same ids.
     */
    public static <T> Uni<T> guard(String neighbour, Duration deadline, Uni<T> call) {
        return call.ifNoItem()
                .after(deadline)
                .fail()
                .onFailure()
                .transform(failure -> RequestProblem.NEIGHBOUR_UNAVAILABLE.with(
                        neighbour + ": " + (failure.getMessage() == null ? failure.toString() : failure.getMessage())));
    }
}

package prescient.problem;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.Set;

/** What a call to another service of the suite turns into when it fails. */
public final class NeighbourFailure {

    /**
     * Refusals that pass, and say nothing about what was asked: a token that has to be renewed (401) or has not got its
     * role yet (403), time-out, conflict with something that runs, too many requests.
     */
    private static final Set<Integer> PASSING = Set.of(401, 403, 408, 409, 425, 429);

    private NeighbourFailure() {}

    /**
     * The call with a deadline. A neighbour that understood the request and does not take it fails the call with
     * {@link RequestProblem#NEIGHBOUR_REFUSED}; one that cannot be reached, fails or does not answer in time with
     * {@link RequestProblem#NEIGHBOUR_UNAVAILABLE}: what it may have done is unknown, so the caller repeats with the
     * same ids.
     */
    public static <T> Uni<T> guard(String neighbour, Duration deadline, Uni<T> call) {
        return call.ifNoItem().after(deadline).fail().onFailure().transform(failure -> refusal(neighbour, failure));
    }

    private static Refused refusal(String neighbour, Throwable failure) {
        if (failure instanceof WebApplicationException answered) {
            int status = answered.getResponse().getStatus();
            var problem = status >= 400 && status < 500 && !PASSING.contains(status)
                    ? RequestProblem.NEIGHBOUR_REFUSED
                    : RequestProblem.NEIGHBOUR_UNAVAILABLE;
            return problem.with(neighbour + " answered " + status + ": " + bodyOf(answered));
        }
        var reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return RequestProblem.NEIGHBOUR_UNAVAILABLE.with(neighbour + ": " + reason);
    }

    private static String bodyOf(WebApplicationException answered) {
        try {
            var body = answered.getResponse().readEntity(String.class);
            return body.length() > 500 ? body.substring(0, 500) : body;
        } catch (ProcessingException | IllegalStateException unreadable) {
            return String.valueOf(answered.getMessage());
        }
    }
}

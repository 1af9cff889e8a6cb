package prescient.forecast.cycle;

import org.jspecify.annotations.Nullable;
import prescient.forecast.cycle.Cycle.Parameters;

/**
 * A forecast cycle to run.
 *
 * @param cycleId the caller's id, 1 to 100 of {@code A-Za-z0-9._:-}; the same id and content is the same cycle
 * @param env the environment its records are of; {@code paper} when left out
 * @param live whether orders are sent; when left out, true in {@code paper}, where they cost nothing, and false
 *     elsewhere
 * @param anyHour whether cities are decided on whatever their clocks show; true when left out
 * @param part {@code whole}, {@code pulse}, {@code trade} or {@code review}; {@code whole} when left out
 */
record CycleRequest(
        String cycleId,
        @Nullable String env,
        @Nullable Boolean live,
        @Nullable Boolean anyHour,
        @Nullable Part part) {

    CycleRequest {
        if (cycleId == null || !cycleId.matches("[A-Za-z0-9._:-]{1,100}")) {
            throw new IllegalArgumentException("cycle_id is 1 to 100 of A-Z a-z 0-9 . _ : -");
        }
        if (env != null && !env.matches("[a-z][a-z0-9-]{0,19}")) {
            throw new IllegalArgumentException("env is 1 to 20 of a-z 0-9 - and begins with a letter");
        }
    }

    /** The same request with every default filled in, as it is stored and compared. */
    Parameters complete() {
        var environment = env == null ? Cycle.PAPER : env;
        return new Parameters(
                environment,
                live == null ? environment.equals(Cycle.PAPER) : live,
                anyHour == null || anyHour,
                part == null ? Part.WHOLE : part);
    }
}

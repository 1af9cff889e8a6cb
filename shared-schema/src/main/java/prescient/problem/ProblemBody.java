package prescient.problem;

/**
 * The body of a refusal, RFC 9457 with two members of our own.
 *
 * @param type {@code urn:prescient:problem:<code>}
 * @param title the code in words
 * @param status the HTTP status
 * @param detail what was wrong this time
 * @param code stable code, for programs
 * @param hint what to do, for people
 */
public record ProblemBody(String type, String title, int status, String detail, String code, String hint) {

    /** The media type of the body. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public static ProblemBody of(Problem problem, String detail) {
        var words = problem.name().toLowerCase(java.util.Locale.ROOT);
        return new ProblemBody(
                "urn:prescient:problem:" + words,
                words.replace('_', ' '),
                problem.status(),
                detail,
                problem.name(),
                problem.hint());
    }
}

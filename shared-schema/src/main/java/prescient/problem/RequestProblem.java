package prescient.problem;

/** Refusals that every service shares. */
public enum RequestProblem implements Problem {
    MALFORMED_JSON(400, "Send one well-formed JSON document; numbers are plain, NaN and Infinity are not JSON."),
    INVALID_FIELD(400, "Correct the named field; the OpenAPI page lists fields, units and ranges."),
    INVALID_PARAMETER(400, "Correct the named query or path parameter."),
    LIMIT_OUT_OF_RANGE(400, "Ask for 1 to 1000 rows and follow next_cursor for more."),
    NOT_AUTHENTICATED(401, "Send a valid token: Authorization: Bearer <token>; ./prescient token prints a local one."),
    NOT_ALLOWED(403, "Use a token with a role that may do this; docs/SECURITY.md lists roles and routes."),
    NOT_FOUND(404, "Check the id; lists show what exists."),
    METHOD_NOT_ALLOWED(405, "Use the method the OpenAPI page shows; state changes are POST, PUT, PATCH or DELETE."),
    NOT_ACCEPTABLE(406, "Ask for application/json."),
    CONTENT_DIFFERS(409, "This id was used with other content; use a new id or resend the first content."),
    BODY_TOO_LARGE(413, "Send at most 1 MiB in one request; split larger batches."),
    UNSUPPORTED_MEDIA_TYPE(415, "Send application/json."),
    NEIGHBOUR_REFUSED(422, "A service this one needs does not take the request; its reason is in the detail."),
    DATABASE_UNAVAILABLE(503, "Repeat the request with the same ids; what it may have written already counts once."),
    NEIGHBOUR_UNAVAILABLE(503, "A service this one needs did not answer; repeat the request with the same ids."),
    INTERNAL_ERROR(500, "Repeat the request with the same ids; if it fails again, look at the service's log.");

    private final int status;
    private final String hint;

    RequestProblem(int status, String hint) {
        this.status = status;
        this.hint = hint;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String hint() {
        return hint;
    }
}

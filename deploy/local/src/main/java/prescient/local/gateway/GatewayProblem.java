package prescient.local.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** What the gateway itself refuses; the services' own problems pass through unchanged. */
enum GatewayProblem {
    NOT_AUTHENTICATED(401, "Send a valid token: Authorization: Bearer <token>; ./prescient token prints a local one."),
    NOT_ALLOWED(403, "Use a token with a role that may do this; docs/SECURITY.md lists roles and routes."),
    NOT_FOUND(404, "GET / lists the paths this gateway knows, GET /openapi describes them."),
    METHOD_NOT_ALLOWED(405, "The header Allow names the methods that work here."),
    BODY_TOO_LARGE(413, "Send at most 1 MiB in one request; split larger batches."),
    TOO_MANY_REQUESTS(429, "Send fewer requests a second; the header Retry-After says when to go on."),
    BAD_GATEWAY(502, "Repeat the request with the same ids; if it fails again, look at the service's log."),
    SERVICE_UNAVAILABLE(503, "The service is down or starting; repeat the request with the same ids in a moment."),
    TOO_MANY_STREAMS(503, "Close a page that listens, or ask again later; the normal routes have everything."),
    SERVICE_TIMEOUT(504, "The service is busy; repeat the request with the same ids.");

    private final int status;
    private final String hint;

    GatewayProblem(int status, String hint) {
        this.status = status;
        this.hint = hint;
    }

    int status() {
        return status;
    }

    /** The RFC 9457 body, of the same shape as the services'. */
    ObjectNode body(String detail) {
        var words = name().toLowerCase(Locale.ROOT);
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "urn:prescient:problem:" + words)
                .put("title", words.replace('_', ' '))
                .put("status", status)
                .put("detail", detail)
                .put("code", name())
                .put("hint", hint);
    }
}

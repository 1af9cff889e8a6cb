package prescient.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;
import prescient.problem.Problem;
import prescient.problem.ProblemBody;
import prescient.problem.RequestProblem;

/**
 * Lets nobody past it without a good token, whatever the path; only the probes of {@code /q/health} are open, they tell
 * no secret. What a caller may do is then said by the roles at each route; the pages that are no routes need a viewer or
 * a service.
 */
@ApplicationScoped
class FrontDoor {

    private static final Logger LOG = Logger.getLogger(FrontDoor.class);

    /** After the handler that prepares authentication (200), before everything that answers. */
    private static final int BEHIND_AUTHENTICATION = 50;

    private final ObjectMapper json;
    private final IdentityProviderManager identities;

    FrontDoor(ObjectMapper json, IdentityProviderManager identities) {
        this.json = json;
        this.identities = identities;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEHIND_AUTHENTICATION);
    }

    private void check(RoutingContext context) {
        var path = context.normalizedPath();
        if (path.equals("/q/health") || path.startsWith("/q/health/")) {
            context.next();
            return;
        }
        var request = context.request();
        if (!request.isEnded()) {
            // The answer may come on a later turn of the event loop; no byte of the body may be lost meanwhile.
            request.pause();
        }
        // In the place of the framework's own answer, which has no body.
        BiConsumer<RoutingContext, Throwable> refusal = this::refuse;
        context.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, refusal);
        QuarkusHttpUser.getSecurityIdentity(context, identities)
                .subscribe()
                .with(caller -> decide(context, path, caller), failure -> refuse(context, failure));
    }

    private void decide(RoutingContext context, String path, SecurityIdentity caller) {
        if (caller.isAnonymous()) {
            answer(context, RequestProblem.NOT_AUTHENTICATED, "the request has no bearer token");
        } else if (isPage(path) && !caller.hasRole(Roles.VIEWER) && !caller.hasRole(Roles.SERVICE)) {
            answer(context, RequestProblem.NOT_ALLOWED, "this page needs the role viewer");
        } else {
            context.next();
        }
    }

    /** May be told twice of the same failure. */
    private void refuse(RoutingContext context, Throwable failure) {
        if (context.response().ended()) {
            return;
        }
        if (failure instanceof AuthenticationException) {
            answer(context, RequestProblem.NOT_AUTHENTICATED, "the bearer token is not valid here");
            return;
        }
        LOG.error("a caller could not be authenticated", failure);
        answer(context, RequestProblem.INTERNAL_ERROR, "unexpected failure");
    }

    private static boolean isPage(String path) {
        return path.equals("/q") || path.startsWith("/q/") || path.equals("/openapi") || path.startsWith("/openapi/");
    }

    private void answer(RoutingContext context, Problem problem, String detail) {
        var response = context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemBody.MEDIA_TYPE);
        if (problem == RequestProblem.NOT_AUTHENTICATED) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        if (!context.request().isEnded()) {
            // The body is not read for a stranger.
            response.putHeader(HttpHeaders.CONNECTION, "close");
        }
        try {
            response.end(json.writeValueAsString(ProblemBody.of(problem, detail)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

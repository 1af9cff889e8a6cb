package prescient.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.pgclient.PgException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;
import prescient.database.DatabaseFailure;

/** Turns every exception that leaves a resource into a problem document; the one place that logs failures. */
class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @ServerExceptionMapper
    Response refused(Refused refused) {
        return answer(refused.problem(), refused.detail());
    }

    @ServerExceptionMapper
    Response json(JsonMappingException failure) {
        return answer(problemOf(failure), detailOf(failure));
    }

    /** The framework has its own mapper for this subclass, which the general one above would not replace. */
    @ServerExceptionMapper
    Response mismatch(MismatchedInputException failure) {
        return json(failure);
    }

    @ServerExceptionMapper
    Response web(WebApplicationException failure) {
        if (failure.getCause() instanceof JsonProcessingException json) {
            return answer(problemOf(json), detailOf(json));
        }
        int status = failure.getResponse().getStatus();
        for (var problem : RequestProblem.values()) {
            if (problem.status() == status) {
                return answer(status == 400 ? RequestProblem.MALFORMED_JSON : problem, "HTTP " + status);
            }
        }
        return failure.getResponse();
    }

    @ServerExceptionMapper
    Response notAllowed(ForbiddenException failure) {
        return answer(RequestProblem.NOT_ALLOWED, "the caller's role may not do this");
    }

    @ServerExceptionMapper
    Response notAuthenticated(UnauthorizedException failure) {
        return answer(RequestProblem.NOT_AUTHENTICATED, "the request has no valid bearer token");
    }

    @ServerExceptionMapper
    Response unexpected(Exception failure) {
        if (DatabaseFailure.isOutage(failure)) {
            LOG.debugf("database unavailable: %s", failure.toString());
            return answer(RequestProblem.DATABASE_UNAVAILABLE, "PostgreSQL did not answer");
        }
        if (failure instanceof PgException sql
                && sql.getSqlState() != null
                && sql.getSqlState().startsWith("22")) {
            // Class 22, data exception: a value no column can hold, for instance a NUL character in a text.
            LOG.debugf("value refused by the database: %s", sql.getMessage());
            return answer(RequestProblem.INVALID_FIELD, "a value cannot be stored");
        }
        LOG.error("request failed", failure);
        return answer(RequestProblem.INTERNAL_ERROR, "unexpected failure");
    }

    private static Problem problemOf(JsonProcessingException failure) {
        return failure instanceof JsonMappingException mapping
                        && (!mapping.getPath().isEmpty() || isRule(mapping.getCause()))
                ? RequestProblem.INVALID_FIELD
                : RequestProblem.MALFORMED_JSON;
    }

    /** True for what a record's constructor throws when a value breaks its rule. */
    private static boolean isRule(@Nullable Throwable cause) {
        return cause instanceof IllegalArgumentException || cause instanceof NullPointerException;
    }

    /** Names the field and the place, never the classes behind them. */
    private static String detailOf(JsonProcessingException failure) {
        var place = failure.getLocation() == null
                ? ""
                : " (line %d, column %d)"
                        .formatted(
                                failure.getLocation().getLineNr(),
                                failure.getLocation().getColumnNr());
        if (!(failure instanceof JsonMappingException mapping)) {
            return "not well-formed JSON" + place;
        }
        var path = mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
        if (failure instanceof UnrecognizedPropertyException) {
            return "unknown field " + path + place;
        }
        var cause = failure.getCause();
        if (cause != null && isRule(cause)) {
            return (path.isEmpty() ? "" : path + ": ")
                    + (cause.getMessage() == null ? "a required value is missing" : cause.getMessage())
                    + place;
        }
        return (path.isEmpty() ? "the document" : path) + " has the wrong type or form" + place;
    }

    private static Response answer(Problem problem, String detail) {
        return Response.status(problem.status())
                .type(ProblemBody.MEDIA_TYPE)
                .entity(ProblemBody.of(problem, detail))
                .build();
    }
}

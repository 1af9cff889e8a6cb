package prescient.signal.signal;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.page.Page;
import prescient.page.PageLimit;
import prescient.problem.RequestProblem;

/** Signals over HTTP. */
@Path("/signals")
class SignalResource {

    private final SignalDesk desk;
    private final SignalStore store;

    SignalResource(SignalDesk desk, SignalStore store) {
        this.desk = desk;
        this.store = store;
    }

    /** Generates the signals of a run; a repeat answers the stored result, other content under the same id is 409. */
    @RolesAllowed({Roles.TRADER, Roles.SERVICE})
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("/generate")
    @RunOnVirtualThread
    public GenerateResult generate(GenerateRequest request) {
        return desk.generate(given(request));
    }

    /** Refuses what generating would refuse for its content; writes nothing. */
    @RolesAllowed({Roles.VIEWER, Roles.SERVICE})
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("/check")
    public Checked check(GenerateRequest request) {
        desk.check(given(request));
        return new Checked(true);
    }

    /**
     * The answer to a request without fault.
     *
     * @param valid true
     */
    public record Checked(boolean valid) {}

    /** Leases open signals to a claimant for a minute; the same claimant gets its unfinished ones again. */
    @RolesAllowed(Roles.SERVICE)
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("/claim")
    public Uni<Claimed> claim(ClaimRequest request) {
        return desk.claim(given(request));
    }

    /** Tells what became of signals; repeatable. */
    @RolesAllowed(Roles.SERVICE)
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("/outcomes")
    public Uni<OutcomesResult> outcomes(OutcomesRequest request) {
        return desk.record(given(request).outcomes());
    }

    /** Signals, newest first. */
    @RolesAllowed(Roles.VIEWER)
    @GET
    public Uni<Page<SignalLine>> list(
            @RestQuery("portfolio_id") @Nullable String portfolioId,
            @RestQuery @Nullable String status,
            @RestQuery("run_id") @Nullable String runId,
            @RestQuery("signal_id") @Nullable String signalId,
            @RestQuery("market_id") @Nullable String marketId,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit) {
        int rows = PageLimit.parse(limit);
        var portfolio = number(portfolioId, "portfolio_id", 9);
        var filter = new SignalFilter(
                portfolio == null ? null : portfolio.intValue(),
                SignalStatus.parameter(status),
                runId,
                signalId,
                marketId);
        return store.list(filter, number(cursor, "cursor", 18), rows + 1)
                .map(lines -> Page.of(lines, rows, line -> String.valueOf(line.id())));
    }

    private static @Nullable Long number(@Nullable String text, String name, int digits) {
        if (text == null) {
            return null;
        }
        if (!text.matches("[0-9]{1," + digits + "}")) {
            throw RequestProblem.INVALID_PARAMETER.with(name + " is not a whole number");
        }
        return Long.valueOf(text);
    }

    private static <T> T given(@Nullable T body) {
        if (body == null) {
            throw RequestProblem.MALFORMED_JSON.with("the body is empty");
        }
        return Objects.requireNonNull(body);
    }
}

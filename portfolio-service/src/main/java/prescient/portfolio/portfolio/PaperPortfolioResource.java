package prescient.portfolio.portfolio;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.page.PageLimit;
import prescient.portfolio.Input;
import prescient.problem.RequestProblem;

/** The portfolio of the paper trading plans, under their path and field names. */
@Path("/paper-trading/portfolio")
@Produces(MediaType.APPLICATION_JSON)
class PaperPortfolioResource {

    private final PaperPortfolioDesk desk;

    PaperPortfolioResource(PaperPortfolioDesk desk) {
        this.desk = desk;
    }

    /**
     * One portfolio with its newest open positions. Reading changes nothing.
     *
     * @param portfolioId the active portfolio with the lowest id, when not given
     * @param limit how many positions are shown, 1 to 1000; {@code summary.open_positions} counts them all
     * @param figures {@code legacy} answers profit, loss and total value as the JSON era computed them
     */
    @RolesAllowed(Roles.VIEWER)
    @GET
    public Uni<String> show(
            @RestQuery("portfolio_id") @Nullable String portfolioId,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String figures) {
        var id = portfolioId == null ? null : Input.numberParameter("portfolio_id", portfolioId);
        int positions = PageLimit.parse(limit);
        if (figures == null) {
            return desk.show(id, positions);
        }
        if (!figures.equals("legacy")) {
            throw RequestProblem.INVALID_PARAMETER.with("figures is not legacy");
        }
        return desk.showLegacy(id, positions);
    }
}

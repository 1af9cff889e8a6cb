package prescient.portfolio.valuation;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.portfolio.Input;
import prescient.portfolio.NoContent;

/** Values a portfolio when asked to. */
@Path("/portfolios/{id}/valuation")
@Produces(MediaType.APPLICATION_JSON)
class ValuationResource {

    private final ValuationDesk desk;

    ValuationResource(ValuationDesk desk) {
        this.desk = desk;
    }

    /** Values the open positions at the prices market-ingest-service has, and answers what the portfolio is worth. */
    @RolesAllowed({Roles.TRADER, Roles.SERVICE})
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public Valuation value(@RestPath String id, @RequestBody(required = false) @Nullable NoContent content) {
        return desk.value(Input.numberParameter("id", id));
    }
}

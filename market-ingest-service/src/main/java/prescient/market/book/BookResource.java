package prescient.market.book;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import prescient.auth.Roles;
import prescient.market.venue.Ids;

/** The hour that is on, and its markets' books. */
@Path("/books")
public class BookResource {

    private final BookDesk desk;

    BookResource(BookDesk desk) {
        this.desk = desk;
    }

    @RolesAllowed({Roles.VIEWER, Roles.SERVICE})
    @GET
    @RunOnVirtualThread
    public HourlyEvent hour() {
        return desk.hour();
    }

    @RolesAllowed({Roles.VIEWER, Roles.SERVICE})
    @GET
    @Path("{ticker}")
    @RunOnVirtualThread
    public BookView book(@PathParam("ticker") String ticker) {
        return desk.book(Ids.parameter(ticker, "ticker"));
    }
}

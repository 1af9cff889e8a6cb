package prescient.signal.strategy;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import prescient.page.Page;

/** The strategies on offer. */
@Path("/strategies")
class StrategyResource {

    private final StrategyDesk desk;

    StrategyResource(StrategyDesk desk) {
        this.desk = desk;
    }

    /** All strategies on one page, with their parameters and own filters. */
    @GET
    public Uni<Page<StrategyLine>> list() {
        return desk.list().map(lines -> new Page<>(lines, null));
    }
}

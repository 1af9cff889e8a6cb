package prescient.forecast.order;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** The wire to trade-service; package-private so that callers go through the guarded client. */
@Path("/")
@Consumes("application/json")
@RegisterRestClient(configKey = "trade")
interface TradeHttp {

    @POST
    @Path("orders")
    Uni<Results> place(Orders request);

    @POST
    @Path("trades/settle")
    Uni<Settled> settle(Markets request);

    record Orders(List<Order> orders) {}

    /**
     * @param amount dollars to spend
     * @param price the most a share may cost, dollars
     */
    record Order(
            String orderId,
            int portfolioId,
            String marketId,
            String marketQuestion,
            String action,
            BigDecimal amount,
            BigDecimal price,
            String reason,
            String eventId,
            Origin origin) {}

    /**
     * What analytics should know of an order.
     *
     * @param midPrice dollars a share, null when unknown
     * @param fairPrice likewise
     */
    record Origin(
            String strategy,
            String venue,
            String city,
            @Nullable BigDecimal midPrice,
            @Nullable BigDecimal fairPrice) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Results(List<Result> results) {}

    /**
     * @param status {@code pending}, {@code filled}, {@code closed}, {@code denied} or {@code rejected}
     * @param price dollars, null unless filled
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Result(
            String orderId,
            String status,
            @Nullable String code,
            @Nullable String detail,
            @Nullable BigDecimal price,
            @Nullable BigDecimal shares) {}

    record Markets(List<String> marketIds) {}

    /** @param settled trades that ended */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Settled(int settled) {}
}

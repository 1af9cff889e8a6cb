package prescient.forecast.strike;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The wire to market-ingest-service; package-private so that callers go through the guarded client. */
@Path("/")
@RegisterRestClient(configKey = "market-ingest")
interface MarketHttp {

    @GET
    @Path("prices/{symbol}/latest")
    Uni<Latest> latest(@RestPath String symbol);

    @GET
    @Path("books")
    Uni<Hour> hour();

    /**
     * @param price dollars
     * @param momentum null before there is a history
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Latest(
            String symbol,
            BigDecimal price,
            Instant at,
            @Nullable Momentum momentum) {}

    /** @param score percent, null when there is none */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Momentum(
            @Nullable BigDecimal score,
            @JsonProperty("delta_1m") @Nullable BigDecimal delta1m,
            @JsonProperty("delta_2m") @Nullable BigDecimal delta2m,
            @JsonProperty("delta_3m") @Nullable BigDecimal delta3m,
            @JsonProperty("delta_4m") @Nullable BigDecimal delta4m,
            @JsonProperty("delta_15m") @Nullable BigDecimal delta15m,
            @JsonProperty("delta_30m") @Nullable BigDecimal delta30m) {}

    /**
     * The event that ends next.
     *
     * @param closeTime the venue's
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Hour(String eventTicker, String series, Instant closeTime, List<Market> markets) {}

    /**
     * @param floorStrike dollars, a cent below the strike
     * @param status {@code active} while it trades
     * @param yesBid dollars, 0 when nobody bids
     * @param noBid likewise
     * @param volume contracts
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Market(
            String ticker,
            BigDecimal floorStrike,
            Instant closeTime,
            String status,
            BigDecimal yesBid,
            BigDecimal noBid,
            BigDecimal volume) {}
}

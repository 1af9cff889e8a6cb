package prescient.signal.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import prescient.signal.entry.Reply.Accepted;
import prescient.signal.entry.Reply.Denied;
import prescient.signal.entry.Reply.Taken;
import prescient.signal.entry.Reply.Unknown;

/** trade-service's desk as entering sees it. */
@ApplicationScoped
class TradeClient {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** The desk understood the request and does not take it. Every other failure says nothing about the trade. */
    private static final Set<Integer> DENIALS = Set.of(400, 409, 422);

    /** States of a trade in which it may still end without a contract. */
    private static final Set<String> UNDECIDED = Set.of("pending", "submitted", "unknown");

    private static final int MOST_DETAIL = 300;

    private final TradeHttp http;
    private final ObjectMapper json;

    TradeClient(@RestClient TradeHttp http, ObjectMapper json) {
        this.http = http;
        this.json = json;
    }

    /** Asks for a trade; never fails. */
    Uni<Reply> open(TradeRequest request) {
        return http.open(request)
                .map(TradeClient::standing)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .recoverWithItem(this::reply);
    }

    /** A repeat is answered with the trade as it stands by then. */
    private static Reply standing(JsonNode trade) {
        var status = trade.path("status").asText("");
        if (status.equals("rejected")) {
            return new Denied(
                    trade.path("code").asText("REJECTED"),
                    shortened(trade.path("reason").asText("no reason given")));
        }
        return UNDECIDED.contains(status) ? new Taken() : new Accepted();
    }

    private Reply reply(Throwable failure) {
        if (failure instanceof WebApplicationException answered
                && DENIALS.contains(answered.getResponse().getStatus())) {
            return denied(answered);
        }
        return new Unknown(shortened(String.valueOf(failure.getMessage())));
    }

    private Reply denied(WebApplicationException answered) {
        try {
            var problem = json.readTree(answered.getResponse().readEntity(String.class));
            return new Denied(
                    problem.path("code").asText("DENIED"),
                    shortened(problem.path("detail").asText("no reason given")));
        } catch (JsonProcessingException | ProcessingException | IllegalStateException unreadable) {
            return new Denied("DENIED", "no reason given");
        }
    }

    private static String shortened(String text) {
        return text.length() > MOST_DETAIL ? text.substring(0, MOST_DETAIL) : text;
    }
}

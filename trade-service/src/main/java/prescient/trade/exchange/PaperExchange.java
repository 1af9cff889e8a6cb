package prescient.trade.exchange;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import prescient.paper.PaperMatch;
import prescient.trade.order.Exchange;
import prescient.trade.order.Fill;

/**
 * Matches every order as {@link PaperMatch} has it. The fill's id follows from the order's, so matching an order twice
 * is one fill.
 */
@ApplicationScoped
class PaperExchange implements Exchange {

    private final InstantSource clock;

    PaperExchange(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String environment() {
        return "paper";
    }

    @Override
    public Uni<List<Answer>> place(List<Quoted> orders) {
        return Uni.createFrom().item(orders.stream().map(this::match).toList());
    }

    private Answer match(Quoted quoted) {
        var order = quoted.order();
        var price = quoted.price();
        var match = switch (order.side()) {
            case OPEN -> PaperMatch.opening(order.amount(), price);
            case CLOSE -> PaperMatch.closing(Objects.requireNonNull(order.shares(), "it says what to sell"), price);
        };
        var fillId = "fill-" + order.orderId() + "-1";
        return new Matched(
                new Fill(fillId, match.price(), match.shares(), match.amount(), match.fee(), clock.instant()));
    }
}

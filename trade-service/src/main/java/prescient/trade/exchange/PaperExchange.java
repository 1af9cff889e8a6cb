package prescient.trade.exchange;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import prescient.money.Money;
import prescient.money.Quantity;
import prescient.trade.order.Exchange;
import prescient.trade.order.Fill;
import prescient.trade.order.Order;

/**
 * Matches every order whole, at the price that was quoted when it was checked, without a fee. The fill's id follows
 * from the order's, so matching an order twice is one fill.
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
        var shares = order.shares() == null ? Quantity.bought(order.amount(), price) : order.shares();
        var amount = order.side() == Order.Side.OPEN ? order.amount() : shares.valueAt(price);
        var fillId = "fill-" + order.orderId() + "-1";
        return new Matched(new Fill(fillId, price, shares, amount, Money.ZERO, clock.instant()));
    }
}

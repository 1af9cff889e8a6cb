package prescient.venuesim;

import static prescient.venuesim.Degrees.object;
import static prescient.venuesim.HourlyBook.contracts;
import static prescient.venuesim.HourlyBook.dollars;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import prescient.venuesim.HourlyEvent.Strike;

/** The channels on the hourly bitcoin markets; books move once a second. */
sealed interface HourlyChannel extends KalshiChannel {

    /** The whole book, then its changes, all of them numbered. */
    record Books(HourlyApi hourly, Noise noise) implements HourlyChannel {

        @Override
        public String name() {
            return "orderbook_delta";
        }

        @Override
        public boolean wantsMarkets() {
            return true;
        }

        @Override
        public void begin(KalshiSubscription subscription, Collection<String> markets, Instant now) {
            for (var ticker : markets) {
                hourly.found(ticker).ifPresent(strike -> {
                    var book = HourlyBook.at(strike, noise, now);
                    subscription.sendNumbered(
                            "orderbook_snapshot",
                            object(
                                    "market_ticker", ticker,
                                    "yes_dollars_fp", levels(book.yes()),
                                    "no_dollars_fp", levels(book.no())));
                });
            }
        }

        /** A side without bids is left out as null. */
        private static @Nullable Object levels(TreeMap<Integer, Long> bids) {
            return bids.isEmpty() ? null : HourlyBook.levels(bids, 0);
        }

        @Override
        public void between(KalshiSubscription subscription, Instant from, Instant until) {
            for (long second = from.getEpochSecond() + 1; second <= until.getEpochSecond(); second++) {
                var at = Instant.ofEpochSecond(second);
                for (var ticker : subscription.markets()) {
                    hourly.found(ticker).ifPresent(strike -> changes(subscription, strike, at));
                }
            }
        }

        private void changes(KalshiSubscription subscription, Strike strike, Instant at) {
            var earlier = HourlyBook.at(strike, noise, at.minusSeconds(1));
            var later = HourlyBook.at(strike, noise, at);
            change(subscription, strike, "yes", at, earlier.yes(), later.yes());
            change(subscription, strike, "no", at, earlier.no(), later.no());
        }

        private static void change(
                KalshiSubscription subscription,
                Strike strike,
                String side,
                Instant at,
                TreeMap<Integer, Long> earlier,
                TreeMap<Integer, Long> later) {
            HourlyBook.changes(earlier, later)
                    .forEach((price, change) -> subscription.sendNumbered(
                            "orderbook_delta",
                            object(
                                    "market_ticker", strike.ticker(),
                                    "price_dollars", dollars(price),
                                    "delta_fp", contracts(change),
                                    "side", side,
                                    "ts", at.toString())));
        }
    }

    /** The best prices whenever they change. */
    record Tickers(HourlyApi hourly, Noise noise) implements HourlyChannel {

        @Override
        public String name() {
            return "ticker";
        }

        @Override
        public boolean wantsMarkets() {
            return true;
        }

        @Override
        public void begin(KalshiSubscription subscription, Collection<String> markets, Instant now) {
            markets.forEach(ticker -> hourly.found(ticker)
                    .ifPresent(strike -> tell(subscription, strike, HourlyBook.at(strike, noise, now), now)));
        }

        @Override
        public void between(KalshiSubscription subscription, Instant from, Instant until) {
            for (long second = from.getEpochSecond() + 1; second <= until.getEpochSecond(); second++) {
                var at = Instant.ofEpochSecond(second);
                for (var ticker : subscription.markets()) {
                    hourly.found(ticker).ifPresent(strike -> {
                        var earlier = HourlyBook.at(strike, noise, at.minusSeconds(1));
                        var later = HourlyBook.at(strike, noise, at);
                        if (earlier.yesBid() != later.yesBid() || earlier.noBid() != later.noBid()) {
                            tell(subscription, strike, later, at);
                        }
                    });
                }
            }
        }

        private void tell(KalshiSubscription subscription, Strike strike, HourlyBook book, Instant at) {
            subscription.send(
                    "ticker",
                    object(
                            "market_ticker", strike.ticker(),
                            "price_dollars", dollars(HourlyApi.middle(book)),
                            "yes_bid_dollars", dollars(book.yesBid()),
                            "yes_ask_dollars", dollars(100 - book.noBid()),
                            "volume_fp", contracts(hourly.volume(strike, at)),
                            "ts", at.getEpochSecond(),
                            "time", at.toString()));
        }
    }

    /** Markets that open, are determined and are settled; without named markets, of the whole series. */
    record Lifecycles(SpotPath path) implements HourlyChannel {

        private static final int HOURS_LOOKED_AT = 2;
        private static final Duration PAID_AFTER = Duration.ofSeconds(5);

        @Override
        public String name() {
            return "market_lifecycle_v2";
        }

        @Override
        public boolean wantsMarkets() {
            return false;
        }

        @Override
        public void begin(KalshiSubscription subscription, Collection<String> markets, Instant now) {
            // What was is not told again.
        }

        @Override
        public void between(KalshiSubscription subscription, Instant from, Instant until) {
            for (var event : HourlyEvent.around(until, HOURS_LOOKED_AT, path)) {
                var paid = event.settles().plus(PAID_AFTER);
                boolean opened = isIn(event.opens(), from, until);
                boolean determined = isIn(event.settles(), from, until);
                boolean settled = isIn(paid, from, until);
                if (opened || determined || settled) {
                    event.strikes().stream()
                            .filter(strike -> subscription.isAbout(strike.ticker()))
                            .forEach(strike -> {
                                if (opened) {
                                    tell(
                                            subscription,
                                            strike,
                                            "created",
                                            "close_ts",
                                            event.closes().getEpochSecond());
                                }
                                if (determined) {
                                    tell(subscription, strike, "determined", "result", strike.holds() ? "yes" : "no");
                                }
                                if (settled) {
                                    tell(subscription, strike, "settled", "settled_ts", paid.getEpochSecond());
                                }
                            });
                }
            }
        }

        private static boolean isIn(Instant at, Instant from, Instant until) {
            return at.isAfter(from) && !at.isAfter(until);
        }

        private static void tell(
                KalshiSubscription subscription, Strike strike, String what, String key, Object value) {
            subscription.send(
                    "market_lifecycle_v2", object("market_ticker", strike.ticker(), "event_type", what, key, value));
        }
    }
}

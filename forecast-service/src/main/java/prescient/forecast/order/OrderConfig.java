package prescient.forecast.order;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.util.Optional;

/** Where paper orders go. */
@ConfigMapping(prefix = "prescient.forecast.order")
interface OrderConfig {

    /** The portfolio they are booked in; without it one of their own, which is made when it is first needed. */
    Optional<Integer> portfolio();

    /** What a portfolio of their own begins with, dollars. */
    @WithDefault("1000")
    BigDecimal openingDollars();
}

package prescient.trade.execution;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;

/** How signals become orders. */
@ConfigMapping(prefix = "prescient.execution")
interface ExecutionConfig {

    /** How much more than its signal's target price an outcome may cost, in dollars per share. */
    @WithDefault("0.02")
    BigDecimal priceTolerance();
}

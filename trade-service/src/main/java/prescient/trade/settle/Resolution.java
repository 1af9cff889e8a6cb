package prescient.trade.settle;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** How a market was decided: {@code yes}, {@code no} or {@code void}. */
@RegisterForReflection
record Resolution(String marketId, String result) {}

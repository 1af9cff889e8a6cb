package prescient.trade.execution;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prescient.money.Money;
import prescient.trade.order.Execution;

/**
 * What an execution brought, in the shape older clients know.
 *
 * @param message for people
 * @param executionSummary the counts
 * @param executionDetails one row per order, in the order of execution
 * @param timestamp when it was made
 */
record ExecutionReport(String message, Summary executionSummary, List<Detail> executionDetails, Instant timestamp) {

    /**
     * @param totalSignals orders looked at
     * @param executedTrades trades that exist now because of them
     * @param failedTrades denied or rejected ones
     * @param pendingTrades ones whose outcome is still open
     * @param totalInvested dollars spent by the executed ones
     */
    record Summary(int totalSignals, int executedTrades, int failedTrades, int pendingTrades, Money totalInvested) {}

    /**
     * @param status {@code executed}, {@code failed} or {@code pending}
     * @param code why it failed, null otherwise
     */
    record Detail(
            String orderId,
            String tradeId,
            String marketId,
            String marketQuestion,
            String action,
            Money amount,
            @Nullable BigDecimal price,
            @Nullable BigDecimal shares,
            String status,
            @Nullable String code,
            String reason) {}

    static ExecutionReport of(List<Execution> executions, Instant now) {
        var invested = executions.stream()
                .filter(Execution::traded)
                .map(execution -> execution.order().amount())
                .reduce(Money.ZERO, Money::plus);
        int executed = (int) executions.stream().filter(Execution::traded).count();
        int failed = (int) executions.stream().filter(Execution::refused).count();
        return new ExecutionReport(
                executions.isEmpty() ? "No executable signals" : "Paper trading execution completed",
                new Summary(executions.size(), executed, failed, executions.size() - executed - failed, invested),
                executions.stream().map(ExecutionReport::detail).toList(),
                now);
    }

    private static Detail detail(Execution execution) {
        var order = execution.order();
        return new Detail(
                order.orderId(),
                order.tradeId(),
                order.marketId(),
                order.marketQuestion(),
                order.action().wire(),
                order.amount(),
                execution.price(),
                execution.shares(),
                execution.traded() ? "executed" : execution.refused() ? "failed" : "pending",
                execution.code(),
                reasonOf(execution));
    }

    private static String reasonOf(Execution execution) {
        if (execution.traded()) {
            return "Trade executed successfully";
        }
        if (!execution.refused()) {
            return "Order stored, outcome open";
        }
        return execution.detail() == null ? String.valueOf(execution.code()) : execution.detail();
    }
}

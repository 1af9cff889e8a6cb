package prescient.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Answers of {@code /backtests} as lines. */
final class BacktestReport {

    private static final String FIGURES = "%7s %8s %8s %7s %6s %12s %9s %12s %14s  %s";
    private static final String TRADE = "%-20s  %-8s %10s %22s %12s %8s %12s  %s";

    private BacktestReport() {}

    /** How far it is, in a sentence without a full stop. */
    static String progress(JsonNode backtest) {
        return "backtest %s is %s%s".formatted(text(backtest, "id"), text(backtest, "status"), percent(backtest));
    }

    static void printTaken(JsonNode backtest) {
        Output.line(progress(backtest));
        Output.line("next      ./prescient backtest show " + text(backtest, "id"));
    }

    static void printCancelled(JsonNode backtest) {
        Output.line(
                "backtest %s is %s and ends where it stands".formatted(text(backtest, "id"), text(backtest, "status")));
    }

    static void printList(JsonNode page) {
        var line = "%-41s%-12s%-14s%9s  %-21s%s";
        Output.line(line.formatted("id", "status", "strategy", "variants", "from", "to"));
        for (var backtest : page.path("items")) {
            Output.line(line.formatted(
                    text(backtest, "id"),
                    text(backtest, "status") + percent(backtest),
                    text(backtest.path("request"), "strategy"),
                    text(backtest, "variants"),
                    text(backtest.path("request"), "from"),
                    text(backtest.path("request"), "to")));
        }
        more(page);
    }

    static void print(JsonNode report) {
        var backtest = report.path("backtest");
        var request = backtest.path("request");
        Output.line("backtest  " + text(backtest, "id") + ", " + text(request, "strategy") + ": "
                + text(backtest, "status") + percent(backtest));
        if (backtest.hasNonNull("code")) {
            Output.line("failed    " + text(backtest, "code") + ": " + text(backtest, "detail"));
        }
        Output.line("range     %s to %s, a cycle every %s s, %s dollars"
                .formatted(
                        text(request, "from"),
                        text(request, "to"),
                        text(request, "every_seconds"),
                        text(request, "cash")));
        if (backtest.hasNonNull("input_hash")) {
            Output.line("input     %s snapshots of %s markets, %s"
                    .formatted(text(backtest, "snapshots"), text(backtest, "markets"), text(backtest, "input_hash")));
        }
        if (!report.path("results").isEmpty()) {
            Output.line(heading("variant"));
        }
        for (var result : report.path("results")) {
            Output.line(figures(text(result, "variant"), result));
        }
    }

    static void printComparison(JsonNode comparison) {
        Output.line(
                comparison.path("same_input").asBoolean()
                        ? "all ran on the same snapshots"
                        : "warning   not all ran on the same snapshots, so figures say less");
        Output.line(heading("variant"));
        for (var line : comparison.path("lines")) {
            var name = "%s, %s".formatted(text(line, "id"), text(line, "strategy"));
            Output.line(
                    line.hasNonNull("figures")
                            ? figures(text(line, "variant"), line) + "  " + name
                            : name + ": " + text(line, "status") + ", no result");
        }
    }

    static void printTrades(JsonNode page) {
        Output.line(TRADE.formatted("opened", "action", "price", "shares", "amount", "result", "pnl", "market"));
        for (var trade : page.path("items")) {
            Output.line(TRADE.formatted(
                    text(trade, "opened_at"),
                    text(trade, "action"),
                    text(trade, "price"),
                    text(trade, "shares"),
                    text(trade, "amount"),
                    text(trade, "result"),
                    text(trade, "realized_pnl"),
                    text(trade, "market_id") + "  " + text(trade, "market_question")));
        }
        more(page);
    }

    static void printEquity(JsonNode points) {
        var line = "%-20s %14s %14s %14s %9s";
        Output.line(line.formatted("at", "cash", "positions", "total", "open"));
        for (var point : points) {
            Output.line(line.formatted(
                    text(point, "at"),
                    text(point, "cash"),
                    text(point, "positions"),
                    text(point, "total"),
                    text(point, "open_positions")));
        }
    }

    private static String heading(String first) {
        return FIGURES.formatted(
                first,
                "signals",
                "executed",
                "settled",
                "won",
                "profit $",
                "profit %",
                "drawdown $",
                "total $",
                "parameters");
    }

    private static String figures(String variant, JsonNode result) {
        var figures = result.path("figures");
        var parameters = new ArrayList<String>();
        for (var one : result.path("parameters").properties()) {
            parameters.add(one.getKey() + "=" + one.getValue().asText());
        }
        return FIGURES.formatted(
                variant,
                text(figures, "signals"),
                text(figures, "executed"),
                text(figures, "settled"),
                text(figures, "won"),
                signed(figures.path("profit").decimalValue(), 2),
                signed(figures.path("profit_ratio").decimalValue().movePointRight(2), 2),
                figures.path("max_drawdown")
                        .decimalValue()
                        .setScale(2, RoundingMode.HALF_EVEN)
                        .toPlainString(),
                figures.path("total")
                        .decimalValue()
                        .setScale(2, RoundingMode.HALF_EVEN)
                        .toPlainString(),
                String.join(" ", parameters) + denied(figures.path("denied")));
    }

    private static String denied(JsonNode codes) {
        return codes.isEmpty()
                ? ""
                : StreamSupport.stream(codes.properties().spliterator(), false)
                        .map(one -> one.getKey() + " " + one.getValue().asText())
                        .collect(Collectors.joining(", ", "  denied: ", ""));
    }

    private static String signed(BigDecimal number, int decimals) {
        return String.format(Locale.ROOT, "%+." + decimals + "f", number);
    }

    /** Empty unless it is under way and knows how much there is. */
    private static String percent(JsonNode backtest) {
        long all =
                backtest.path("snapshots").asLong() * backtest.path("variants").asLong();
        boolean runs = "running".equals(backtest.path("status").asText());
        return runs && all > 0 ? " " + backtest.path("snapshots_done").asLong() * 100 / all + " %" : "";
    }

    private static void more(JsonNode page) {
        if (page.hasNonNull("next_cursor")) {
            Output.line("... there are more: raise --limit");
        }
    }

    /** A dash for what is not there. */
    private static String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.path(field).asText() : "-";
    }
}

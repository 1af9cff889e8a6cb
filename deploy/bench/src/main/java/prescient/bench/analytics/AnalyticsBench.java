package prescient.bench.analytics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import prescient.bench.Api;
import prescient.bench.browser.Chromium;
import prescient.local.Progress;
import prescient.local.ServiceName;
import prescient.local.Suite;
import prescient.local.SuiteConfig;

/** One run on a suite of its own: every question there is, one after the other, several times. */
final class AnalyticsBench {

    private static final List<String> QUESTIONS = List.of(
            "summary",
            "equity",
            "waterfall",
            "exposure",
            "correlation",
            "comparison",
            "breakdown?by=strategy",
            "breakdown?by=venue",
            "breakdown?by=city",
            "breakdown?by=event",
            "breakdown?by=market",
            "breakdown?by=day",
            "breakdown?by=month",
            "breakdown?by=hour&zone=UTC",
            "breakdown?by=weekday&zone=UTC");

    private final Path root;
    private final int trades;
    private final int rounds;
    private final Progress progress;

    AnalyticsBench(Path root, int trades, int rounds, Progress progress) {
        this.root = root;
        this.trades = trades;
        this.rounds = rounds;
        this.progress = progress;
    }

    AnalyticsReport run() throws InterruptedException, IOException {
        var home = Files.createDirectories(root.resolve(".prescient"));
        var folder = Files.createTempDirectory(home, "bench-");
        try (var suite = Suite.start(SuiteConfig.in(root, folder.resolve("suite")), progress)) {
            return measure(suite);
        } finally {
            delete(folder);
        }
    }

    private AnalyticsReport measure(Suite suite) throws InterruptedException {
        var api = new Api(suite.tokens());
        var service = suite.url(ServiceName.PORTFOLIO);
        int portfolio = api.newPortfolio(service, "analytics", "1000000000");
        progress.say("analytics: making %d trades".formatted(trades));
        var rows = new AnalyticsRows(suite);
        rows.make(portfolio, trades);
        double first = seconds(api, service, portfolio, "summary");
        progress.say("analytics: every day computed in %.1f s".formatted(first));

        var seconds = new LinkedHashMap<String, List<Double>>();
        var totals = new ArrayList<Double>();
        for (int round = 0; round <= rounds; round++) {
            double total = 0;
            for (var question : QUESTIONS) {
                double took = seconds(api, service, portfolio, question);
                total += took;
                // The first round warms up.
                if (round > 0) {
                    seconds.computeIfAbsent(question, added -> new ArrayList<>())
                            .add(took);
                }
            }
            if (round > 0) {
                totals.add(total);
                progress.say("analytics: all questions in %.3f s".formatted(total));
            }
        }
        rows.bookOneMore(portfolio);
        double booked = seconds(api, service, portfolio, "summary");
        return new AnalyticsReport(trades, first, booked, seconds, totals, overview(suite, portfolio));
    }

    private List<Double> overview(Suite suite, int portfolio) {
        var program = Chromium.installed();
        if (program.isEmpty()) {
            return List.of();
        }
        progress.say("analytics: opening the overview");
        return new OverviewPage(suite.gatewayUrl(), suite.tokens().read("viewer"), portfolio)
                .seconds(program.get(), rounds);
    }

    private double seconds(Api api, String service, int portfolio, String question) throws InterruptedException {
        var separator = question.contains("?") ? "&" : "?";
        var url = service + "/analytics/" + question + separator + "portfolio_id=" + portfolio;
        long began = System.nanoTime();
        var answer = api.get(url);
        double took = (System.nanoTime() - began) / 1e9;
        int ended = answer.path("trades").path("count").asInt(trades);
        if (ended != trades) {
            throw new IllegalStateException("%d of %d trades were counted".formatted(ended, trades));
        }
        return took;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

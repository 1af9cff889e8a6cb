package prescient.bench.analytics;

import com.microsoft.playwright.Browser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import prescient.bench.browser.Chromium;

/** How long a person waits for the cockpit's first page, in a browser that has nothing in its cache. */
final class OverviewPage {

    /** What the page itself measured, once everything it shows is there and drawn; before that, nothing. */
    private static final String READY = """
            () => document.querySelector('#total-value') && document.querySelector('.chart canvas')
                && !document.querySelector('.loading') && performance.now()
            """;

    private final String gateway;
    private final String token;
    private final int portfolio;

    OverviewPage(String gateway, String token, int portfolio) {
        this.gateway = gateway;
        this.token = token;
        this.portfolio = portfolio;
    }

    /** Seconds of each round from the request for the page to the last figure; one more before is not counted. */
    List<Double> seconds(Path program, int rounds) {
        var seconds = new ArrayList<Double>();
        try (var chromium = Chromium.start(program)) {
            for (int round = 0; round <= rounds; round++) {
                double took = open(chromium);
                if (round > 0) {
                    seconds.add(took);
                }
            }
        }
        return seconds;
    }

    private double open(Chromium chromium) {
        try (var profile = chromium.profile(new Browser.NewContextOptions().setViewportSize(1280, 900))) {
            profile.addInitScript("localStorage.setItem('prescient.settings', JSON.stringify({ portfolio: %d }));"
                    .formatted(portfolio));
            var page = profile.newPage();
            page.navigate(gateway + "/cockpit/#token=" + token);
            return ((Number) page.waitForFunction(READY).jsonValue()).doubleValue() / 1000;
        }
    }
}

package prescient.e2e.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.LoadState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;

/** One tab of a browser, and everything that went wrong in it. Of one thread. */
final class Screen implements AutoCloseable {

    private static final Set<String> SERIOUS = Set.of("serious", "critical");

    private final BrowserContext context;
    private final Page page;
    private final String base;
    private final Device device;
    private final List<String> faults = new ArrayList<>();

    Screen(BrowserContext context, String gatewayUrl, Device device) {
        this.context = context;
        this.page = context.newPage();
        this.base = gatewayUrl + "/cockpit/";
        this.device = device;
        page.onConsoleMessage(message -> {
            if (Set.of("error", "warning").contains(message.type())) {
                faults.add("console: " + message.text());
            }
        });
        page.onPageError(error -> faults.add("script: " + error));
        page.onRequestFailed(request -> faults.add("failed: " + request.url() + " " + request.failure()));
        page.onResponse(response -> {
            if (response.status() >= 400) {
                faults.add("refused: " + response.status() + " " + response.url());
            }
        });
        page.onRequest(request -> {
            if (!request.url().startsWith(gatewayUrl) && !request.url().startsWith("data:")) {
                faults.add("another host: " + request.url());
            }
        });
    }

    /** Opens the cockpit as whoever has the token. */
    void signIn(String token) {
        page.navigate(base + "#token=" + token);
        settle();
    }

    /** Opens it as a stranger. */
    void openSignedOut() {
        page.navigate(base);
    }

    /** Goes to a page by its address behind the {@code #}, for instance {@code #/trades?status=open}. */
    void open(String hash) {
        page.evaluate("hash => { location.hash = hash; }", hash);
        settle();
    }

    /** Waits until everything that was asked for is there. */
    void settle() {
        page.waitForLoadState(LoadState.DOMCONTENTLOADED);
        page.locator("h1").first().waitFor();
        Awaitility.await("everything is loaded")
                .untilAsserted(
                        () -> assertThat(page.locator(".loading").count()).isZero());
    }

    Page page() {
        return page;
    }

    /** The text that a person sees in the first element that matches. */
    String text(String selector) {
        return page.locator(selector).first().innerText().strip();
    }

    /** What can be pressed. */
    List<String> buttons() {
        return page.locator("button").allInnerTexts();
    }

    /** Keeps a picture of the whole page, and on a desktop one for the docs when these are to be written anew. */
    void picture(String name) {
        page.screenshot(new ScreenshotOptions()
                .setPath(device.pictures().resolve(name + ".png"))
                .setFullPage(true));
        if (device == Device.DESKTOP && "write".equals(System.getProperty("prescient.pictures"))) {
            var docs = Path.of(System.getProperty("prescient.root", "../.."), "docs", "pictures");
            page.evaluate("() => scrollTo(0, 0)");
            page.screenshot(new ScreenshotOptions().setPath(docs.resolve(name + ".png")));
        }
    }

    /** What went wrong since it was asked last. */
    List<String> faults() {
        var all = List.copyOf(faults);
        faults.clear();
        return all;
    }

    /** Fails when something went wrong, a person could not use the page, or has to scroll sideways. */
    void requireFlawless() {
        assertThat(faults()).isEmpty();
        var findings = new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(rule -> SERIOUS.contains(rule.getImpact()))
                        .map(rule -> rule.getId() + ": " + rule.getHelp() + " "
                                + rule.getNodes().stream()
                                        .map(node -> node.getHtml())
                                        .limit(3)
                                        .toList())
                        .toList();
        assertThat(findings).as("accessibility").isEmpty();
        assertThat((Boolean) page.evaluate(
                        "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as("fits the width")
                .isTrue();
    }

    @Override
    public void close() {
        context.close();
    }
}

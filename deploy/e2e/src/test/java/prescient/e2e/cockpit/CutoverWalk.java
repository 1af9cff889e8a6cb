package prescient.e2e.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.LocatorOptions;
import org.awaitility.Awaitility;
import prescient.e2e.Api;

/** Cut-over: all features, one of them with everything known of it, a freeze, and a way back that is refused. */
final class CutoverWalk implements Walk {

    private static final String FEATURE = "trades";
    private static final String REASON = "looked at in a browser";

    @Override
    public void on(Screen screen, Api api) throws Exception {
        allFeaturesAreShownAsTheApiHasThem(screen, api);
        oneFeatureIsShownAsTheApiHasIt(screen, api);
        aFreezeAsksFirstAndIsAudited(screen, api);
        aWayBackThatCannotBeGoneIsRefusedAsAWhole(screen, api);
    }

    private static void allFeaturesAreShownAsTheApiHasThem(Screen screen, Api api) throws Exception {
        // When
        screen.open("#/cutover");
        // Then
        var features = api.get("/cutover").ok().path("features");
        var rows = screen.page().locator("p-table[label='Features'] tbody tr");
        assertThat(rows.count()).isEqualTo(features.size());
        for (int i = 0; i < features.size(); i++) {
            assertThat(rows.nth(i).innerText())
                    .contains(features.path(i).path("feature").asText())
                    .contains(features.path(i).path("mode").asText())
                    .contains(features.path(i).path("sentence").asText());
        }
    }

    private static void oneFeatureIsShownAsTheApiHasIt(Screen screen, Api api) throws Exception {
        // When
        screen.page()
                .locator("p-table[label='Features'] a", new LocatorOptions().setHasText(FEATURE))
                .first()
                .click();
        screen.page().locator("#mode").waitFor();
        screen.settle();
        // Then
        var feature = api.get("/cutover/" + FEATURE).ok();
        assertThat(screen.text("h1")).isEqualTo(FEATURE);
        assertThat(screen.text("#mode")).isEqualTo(feature.path("mode").asText());
        assertThat(screen.text("#sentence")).isEqualTo(feature.path("sentence").asText());
        assertThat(screen.text("#quarantined")).isEqualTo(Shown.count(feature.path("quarantined")));
    }

    private static void aFreezeAsksFirstAndIsAudited(Screen screen, Api api) throws Exception {
        // When
        Buttons.onPage(screen, "Freeze…").click();
        var preview = screen.text("dialog");
        screen.page().locator("#move-reason").fill(REASON);
        boolean isAsked = !api.get("/cutover/" + FEATURE).ok().path("frozen").asBoolean();
        Buttons.inDialog(screen, "Freeze").click();
        Buttons.onPage(screen, "Unfreeze…").waitFor();
        var frozen = api.get("/cutover/" + FEATURE).ok();
        Awaitility.await()
                .ignoreNoExceptions()
                .untilAsserted(() -> assertThat(screen.text("p-table[label='Audit'] tbody tr"))
                        .contains("freeze", "done", REASON));
        Buttons.onPage(screen, "Unfreeze…").click();
        Buttons.inDialog(screen, "Unfreeze").click();
        Buttons.onPage(screen, "Freeze…").waitFor();
        // Then
        assertThat(preview).contains("stays " + frozen.path("mode").asText());
        assertThat(isAsked).isTrue();
        assertThat(frozen.path("frozen").asBoolean()).isTrue();
        assertThat(frozen.path("frozen_reason").asText()).isEqualTo(REASON);
        assertThat(api.get("/cutover/" + FEATURE).ok().path("frozen").asBoolean())
                .isFalse();
    }

    /** This suite has no legacy folder, so there is nothing to go back to. */
    private static void aWayBackThatCannotBeGoneIsRefusedAsAWhole(Screen screen, Api api) throws Exception {
        // When
        Buttons.onPage(screen, "Roll back…").click();
        var preview = screen.text("dialog");
        Buttons.inDialog(screen, "Roll back").click();
        screen.page().locator("dialog [role=alert]").waitFor();
        var refusal = screen.text("dialog [role=alert]");
        Buttons.inDialog(screen, "Cancel").click();
        // Then
        assertThat(preview).contains("database-only → database-read", "exported into the files");
        assertThat(refusal).contains("LEGACY_FOLDER_MISSING", "prescient.legacy.dir");
        assertThat(api.get("/cutover/" + FEATURE).ok().path("mode").asText()).isEqualTo("database-only");
        assertThat(screen.faults()).as("only what was refused").isNotEmpty().allMatch(fault -> fault.contains("503"));
    }
}

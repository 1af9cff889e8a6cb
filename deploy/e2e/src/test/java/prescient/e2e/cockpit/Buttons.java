package prescient.e2e.cockpit;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;

/** Buttons by the word on them, as a person and assistive technology find them. */
final class Buttons {

    private Buttons() {}

    static Locator onPage(Screen screen, String name) {
        return screen.page()
                .getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    /** Of the dialogue that asks before something is done. */
    static Locator inDialog(Screen screen, String name) {
        return screen.page()
                .locator("dialog")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }
}

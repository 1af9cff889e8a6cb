package prescient.e2e.cockpit;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.Locale;

/** What a person looks at it with. */
enum Device {
    DESKTOP(1280, 900, ColorScheme.LIGHT),
    PHONE(390, 844, ColorScheme.DARK);

    private final int width;
    private final int height;
    private final ColorScheme colours;

    Device(int width, int height, ColorScheme colours) {
        this.width = width;
        this.height = height;
        this.colours = colours;
    }

    /** A browser's profile as this device has it. */
    Browser.NewContextOptions profile() {
        return new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(colours)
                .setTimezoneId("America/New_York");
    }

    /** Where its pictures are kept. */
    Path pictures() {
        return Path.of("target", "cockpit", name().toLowerCase(Locale.ROOT));
    }
}

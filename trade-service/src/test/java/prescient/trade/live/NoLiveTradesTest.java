package prescient.trade.live;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import prescient.fetch.FetchHttp;

/** No path of the suite but the guarded one reaches a venue's order route, and nothing in the repository opens that. */
class NoLiveTradesTest {

    private static final Path ROOT = Path.of(System.getProperty("prescient.root", ".."));
    private static final Pattern SETTING =
            Pattern.compile("live[-_.]orders[-_.]environments", Pattern.CASE_INSENSITIVE);
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("prescient");

    /** Files below the root, without what is built, that satisfy the filter. */
    private static List<Path> files(Predicate<Path> wanted) throws IOException {
        try (var files = Files.walk(ROOT)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !ROOT.relativize(file).toString().matches("(.*/)?(target|\\.git|\\.prescient)/.*"))
                    .filter(wanted)
                    .toList();
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }

    @Test
    void oneClassOfThisServiceNamesTheOrderRoute() throws IOException, URISyntaxException {
        // Given
        var classes = Path.of(LivePermission.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());

        // When
        var naming = new TreeSet<String>();
        try (var files = Files.walk(classes)) {
            for (var file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                if (classes.relativize(file).toString().startsWith("prescient/trade/")
                        && text(file).contains("/portfolio/events/orders")) {
                    naming.add(file.getFileName().toString());
                }
            }
        }

        // Then
        assertThat(naming).containsExactly("KalshiOrderHttp.class");
    }

    @Test
    void noSourceOfAnyModuleNamesItBesideTheSimulator() throws IOException {
        // When
        var naming = new TreeSet<String>();
        for (var file :
                files(f -> f.toString().endsWith(".java") && f.toString().contains("/src/main/"))) {
            if (text(file).contains("portfolio/events/orders")) {
                naming.add(ROOT.relativize(file).toString());
            }
        }

        // Then
        assertThat(naming)
                .filteredOn(file -> !file.startsWith("deploy/venue-sim/"))
                .containsExactly("trade-service/src/main/java/prescient/trade/live/KalshiOrderHttp.java");
    }

    @Test
    void onlyTheGuardedDeskSendsAnything() {
        // Given
        var sends = new DescribedPredicate<JavaMethodCall>("send") {
            @Override
            public boolean test(JavaMethodCall call) {
                var owner = call.getTargetOwner();
                boolean isWire =
                        owner.isEquivalentTo(FetchHttp.class) && call.getName().equals("send");
                boolean isOrder = owner.isEquivalentTo(KalshiOrderHttp.class)
                        && Set.of("create", "cancel").contains(call.getName());
                return isWire || isOrder;
            }
        };

        // Then
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(KalshiOrderHttp.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(LiveOrderDesk.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(FetchHttp.class.getName())
                .and()
                // Tells people; it has no account's key, and no venue takes an order without one.
                .doNotHaveFullyQualifiedName("prescient.trade.notification.WebhookClient")
                .should()
                .callMethodWhere(sends)
                .check(MAIN);
        var confirming = MAIN.get(LiveOrderDesk.class).getMethods().stream()
                .filter(method -> method.getCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(KalshiOrderHttp.class)
                                && call.getName().equals("create")))
                .map(method -> method.getName())
                .toList();
        assertThat(confirming).containsExactly("confirm");
        assertThat(MAIN.get(LiveOrderDesk.class).getMethods().stream()
                        .filter(method -> method.getName().equals("confirm"))
                        .flatMap(method -> method.getCallsOfSelf().stream())
                        .map(call -> call.getOriginOwner().getSimpleName()))
                .containsExactly("LiveOrderResource");
    }

    @Test
    void nothingInTheRepositoryTurnsOrdersOn() throws IOException {
        // When
        var turning = new TreeSet<String>();
        for (var file : files(f -> !f.toString().endsWith(".md") && Files.isReadable(f))) {
            if (SETTING.matcher(text(file)).find()) {
                turning.add(ROOT.relativize(file).toString());
            }
        }

        // Then
        assertThat(turning)
                .as("only what refuses it may name it")
                .containsExactly("trade-service/src/main/java/prescient/trade/live/LivePermission.java");
    }
}

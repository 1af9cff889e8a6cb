package prescient.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import prescient.lease.OwnMoment;

/** The house rules that a compiler does not check. Each service has a {@code RulesTest} that extends this. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // the classes are read once for all rules
public abstract class HouseRules {

    private static final Pattern KINDS = Pattern.compile(
            ".*(Resource|Client|Http|Desk|Store|Table|File|Job|Check|Config|Meters|Problem|Strategy|Adapter|Exchange)");
    private static final Pattern MONEY_WORDS =
            Pattern.compile("(.*[a-z])?(price|cost|fee|amount|balance|pnl)", Pattern.CASE_INSENSITIVE);
    private static final String DRIVERS = "META-INF/services/java.sql.Driver";
    private static final int MAX_LINES = 300;
    private static final int MAX_LINE = 120;

    private final String service;
    private final JavaClasses main;

    /** @param service the last part of the package, for instance {@code trade} for {@code prescient.trade} */
    protected HouseRules(String service) {
        this.service = service;
        this.main = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("/generated"))
                .importPackages("prescient." + service);
    }

    /** Simple names that are clear without one of the known endings, for instance a filter or a parser. */
    protected Set<String> plainNames() {
        return Set.of();
    }

    @Test
    void onlyTablesUseTheDatabase() {
        check(noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Table")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.vertx.mutiny.sqlclient..", "io.vertx.sqlclient..", "java.sql..", "javax.sql.."));
    }

    /** The importer below {@code deploy/} reads SQLite; what runs does not, nor does it have a driver for it. */
    @Test
    void nothingThatRunsKnowsSqlite() throws IOException {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.sqlite..", "com.almworks.sqlite4java..", "prescient.sqlite..")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("prescient"));
        var drivers = new ArrayList<String>();
        for (var list : Collections.list(HouseRules.class.getClassLoader().getResources(DRIVERS))) {
            try (var in = list.openStream()) {
                new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(drivers::add);
            }
        }
        assertThat(drivers).contains("org.postgresql.Driver").noneMatch(driver -> driver.contains("sqlite"));
    }

    @Test
    void onlyResourcesServeHttpAndOnlyHttpsAreClients() {
        check(classes()
                .that()
                .areAnnotatedWith(Path.class)
                .and()
                .areNotInterfaces()
                .should()
                .haveSimpleNameEndingWith("Resource"));
        check(classes()
                .that()
                .areAnnotatedWith(Path.class)
                .and()
                .areInterfaces()
                .should()
                .haveSimpleNameEndingWith("Http")
                .andShould()
                .bePackagePrivate());
    }

    @Test
    void everyRouteSaysWhoMayCallIt() {
        check(methods()
                .that()
                .areAnnotatedWith(GET.class)
                .or()
                .areAnnotatedWith(POST.class)
                .or()
                .areAnnotatedWith(PUT.class)
                .or()
                .areAnnotatedWith(PATCH.class)
                .or()
                .areAnnotatedWith(DELETE.class)
                .and()
                .areDeclaredInClassesThat()
                .areNotInterfaces()
                .should()
                .beAnnotatedWith(RolesAllowed.class));
        check(methods().should().notBeAnnotatedWith(PermitAll.class));
        check(classes().should().notBeAnnotatedWith(PermitAll.class));
    }

    @Test
    void onlyJobsRunByThemselves() {
        check(methods()
                .that()
                .areAnnotatedWith(Scheduled.class)
                .should()
                .beDeclaredInClassesThat()
                .haveSimpleNameEndingWith("Job"));
    }

    /** All at the whole second would be in each other's way, and in that of a request. */
    @Test
    void jobsWithAThreadHaveAMomentOfTheirOwn() {
        check(methods()
                .that()
                .areAnnotatedWith(Scheduled.class)
                .and()
                .doNotHaveRawReturnType(Uni.class)
                .should()
                .beAnnotatedWith(DescribedPredicate.describe(
                        "OwnMoment",
                        annotation -> annotation
                                .get("skipExecutionIf")
                                .filter(type ->
                                        type instanceof JavaClass named && named.isEquivalentTo(OwnMoment.class))
                                .isPresent())));
    }

    @Test
    void timeIdsAndRandomnessAreHandedIn() {
        check(noClasses().should().callMethod(Instant.class, "now"));
        check(noClasses().should().callMethod(System.class, "currentTimeMillis"));
        check(noClasses().should().callMethod(UUID.class, "randomUUID"));
        check(noClasses().should().callMethod(Math.class, "random"));
        check(noClasses().should().accessField(System.class, "out"));
        check(noClasses().should().accessField(System.class, "err"));
    }

    @Test
    void moneyIsExactAndNothingIsInjectedIntoFields() {
        check(fields().that(new DescribedPredicate<JavaField>("are double or float") {
                    @Override
                    public boolean test(JavaField field) {
                        return Set.of("double", "float", "java.lang.Double", "java.lang.Float")
                                .contains(field.getRawType().getName());
                    }
                })
                .should()
                .haveNameNotMatching(MONEY_WORDS.pattern())
                .allowEmptyShould(true));
        check(fields().should().notBeAnnotatedWith(Inject.class));
    }

    @Test
    void featuresFormNoCycle() {
        check(slices().matching("prescient." + service + ".(*)..").should().beFreeOfCycles());
    }

    @Test
    void everyClassSaysItsKind() {
        check(classes()
                .that(new DescribedPredicate<JavaClass>("are top-level behaviour") {
                    @Override
                    public boolean test(JavaClass type) {
                        return type.isTopLevelClass()
                                && !type.isRecord()
                                && !type.isEnum()
                                && !type.isInterface()
                                && !type.isAnonymousClass()
                                && !plainNames().contains(type.getSimpleName());
                    }
                })
                .should()
                .haveNameMatching(KINDS.pattern()));
    }

    @Test
    void filesAndLinesAreShort() throws IOException {
        var root = java.nio.file.Path.of("src", "main", "java");
        try (var files = Files.walk(root)) {
            for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                var lines = Files.readAllLines(file);
                if (lines.size() > MAX_LINES) {
                    throw new AssertionError(file + " has " + lines.size() + " lines, more than " + MAX_LINES);
                }
                for (int i = 0; i < lines.size(); i++) {
                    if (lines.get(i).length() > MAX_LINE) {
                        throw new AssertionError(file + ":" + (i + 1) + " is longer than " + MAX_LINE);
                    }
                }
            }
        }
    }

    private void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(main);
    }
}

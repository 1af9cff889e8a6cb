package prescient.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import prescient.local.LauncherProblem;
import prescient.local.Progress;
import prescient.local.ServiceName;
import prescient.local.postgres.PostgresLogin;
import prescient.sqlite.Archive;
import prescient.sqlite.Databases;
import prescient.sqlite.ImportProblem;
import prescient.sqlite.ImportRequest;
import prescient.sqlite.Schemas;
import prescient.sqlite.SqliteImport;

/** Takes the old desk's databases into a suite's PostgreSQL, or compares them, and prints what came of it. */
final class SqliteTask {

    private final SuiteSession suite;
    private final Progress progress;
    private final boolean asJson;

    SqliteTask(SuiteSession suite, Progress progress, boolean asJson) {
        this.suite = suite;
        this.progress = progress;
        this.asJson = asJson;
    }

    /** @param zone of the files; null for the one the old desk ran in */
    static ImportRequest request(SqliteOptions options, @Nullable ZoneId zone, boolean dryRun) {
        if (options.folder == null) {
            throw new IllegalArgumentException("no folder");
        }
        try {
            return new ImportRequest(
                    options.folder, zone == null ? ImportRequest.ZONE : zone, options.environment, dryRun);
        } catch (ImportProblem problem) {
            throw new LauncherProblem(
                    problem.code(), String.valueOf(problem.getMessage()), problem.hint(), LauncherProblem.USAGE);
        }
    }

    /**
     * Imports, compares, and archives what is old.
     *
     * @param archive takes the files; null to say only what would be archived
     * @param keep a file of ids and tickers that stay, one a line
     */
    int bringIn(ImportRequest request, @Nullable Path archive, @Nullable Path keep) {
        return guarded(schemas -> {
            var kept = keep == null ? Set.<String>of() : lines(keep);
            var report = importer(schemas).run(request);
            if (!request.dryRun()) {
                var folder = Optional.ofNullable(archive).map(Folders::made);
                report.set("archive", new Archive(schemas, InstantSource.system(), progress::say).run(folder, kept));
            }
            return report;
        });
    }

    int compare(ImportRequest request) {
        return guarded(schemas -> importer(schemas).verify(request));
    }

    private SqliteImport importer(Schemas schemas) {
        return new SqliteImport(schemas, InstantSource.system(), progress::say);
    }

    /** As the owner of each schema, as backups are restored. */
    private Databases databases() {
        return schema -> {
            for (var service : ServiceName.values()) {
                if (service.schema().equals(schema)) {
                    var role = service.ownerRole();
                    var login = suite.login();
                    return new PostgresLogin(
                                    login.host(),
                                    login.port(),
                                    role,
                                    suite.secrets().password(role))
                            .connect(PostgresLogin.DATABASE);
                }
            }
            throw new IllegalStateException("no service owns the schema " + schema);
        };
    }

    private int guarded(Function<Schemas, ObjectNode> work) {
        try (var schemas = new Schemas(databases())) {
            return print(work.apply(schemas));
        } catch (ImportProblem problem) {
            throw new LauncherProblem(problem.code(), String.valueOf(problem.getMessage()), problem.hint());
        }
    }

    private static Set<String> lines(Path file) {
        try {
            var lines = new HashSet<String>();
            Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .forEach(lines::add);
            return lines;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private int print(ObjectNode report) {
        if (asJson) {
            Output.json(report);
        } else {
            report.path("files").forEach(SqliteTask::file);
            report.path("archive").path("archived").forEach(SqliteTask::archived);
        }
        if (report.path("clean").asBoolean()) {
            return 0;
        }
        System.err.println("next step: What is not equal or was refused is listed above with its reason; correct it and"
                + " run the command again, which takes in only what is new.");
        return LauncherProblem.FAILED;
    }

    private static void file(JsonNode file) {
        Output.line("%s (%s)"
                .formatted(file.path("file").asText(), file.path("environment").asText()));
        file.path("refused")
                .forEach(refused -> Output.line("    REFUSED %s %s: %s"
                        .formatted(
                                refused.path("table").asText(""),
                                refused.path("code").asText(),
                                refused.path("reason").asText())));
        file.path("tables").properties().forEach(table -> table(table.getKey(), table.getValue()));
    }

    private static void table(String name, JsonNode table) {
        var verified = table.path("verified");
        var judgement = verified.isTextual()
                ? verified.asText()
                : verified.isMissingNode()
                        ? "not compared"
                        : verified.path("clean").asBoolean() ? "equal" : "DIFFERENT";
        Output.line("    %s (%s): %s".formatted(name, table.path("shape").asText(), judgement)
                + (table.has("read")
                        ? ", %d rows, %d new, %d changed, %d without a place"
                                .formatted(
                                        table.path("read").asLong(),
                                        table.path("inserted").asLong(),
                                        table.path("changed").asLong(),
                                        table.path("without_place").asLong())
                        : ""));
        table.path("flags")
                .properties()
                .forEach(flag -> Output.line(
                        "        " + flag.getKey() + ": " + flag.getValue().asLong()));
        verified.path("differences")
                .forEach(difference -> Output.line("        row %d, %s: file %s, database %s"
                        .formatted(
                                difference.path("row").asLong(),
                                difference.path("column").asText(),
                                difference.path("file").asText("nothing"),
                                difference.path("database").asText("nothing"))));
    }

    private static void archived(JsonNode table) {
        var rows = table.path("rows").asLong();
        if (rows > 0) {
            var file = table.path("file").asText("");
            Output.line("%s: %d rows before %s %s"
                    .formatted(
                            table.path("table").asText(),
                            rows,
                            table.path("before").asText(),
                            file.isEmpty() ? "would be archived (--archive DIR)" : "went to " + file));
        }
    }
}

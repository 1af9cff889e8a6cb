package prescient.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import prescient.local.LauncherProblem;
import prescient.sqlite.ImportRequest;

class SqliteTaskTest {

    @Test
    void databasesAreThoseOfNewYorkAndOfTheRealAccountUnlessSaid() {
        // Given
        var command = new ImportCommand();
        new CommandLine(command).parseArgs("--sqlite", "old desk");

        // When
        var request = SqliteTask.request(command.sqlite, command.jobs.zone, command.dryRun);

        // Then
        assertThat(request)
                .isEqualTo(new ImportRequest(Path.of("old desk"), ZoneId.of("America/New_York"), "prod", false));
    }

    @Test
    void zoneAndAccountCanBeSaid() {
        // Given
        var command = new ImportCommand();
        new CommandLine(command)
                .parseArgs("--sqlite", "x", "--zone", "Europe/Berlin", "--environment", "demo", "--dry-run");

        // When
        var request = SqliteTask.request(command.sqlite, command.jobs.zone, command.dryRun);

        // Then
        assertThat(request).isEqualTo(new ImportRequest(Path.of("x"), ZoneId.of("Europe/Berlin"), "demo", true));
    }

    @Test
    void anAccountNobodyKnowsIsAMistakeInTheCommandLine() {
        // Given
        var command = new VerifyCommand();
        new CommandLine(command).parseArgs("--sqlite", "x", "--environment", "paper");

        // When, Then
        assertThatThrownBy(() -> SqliteTask.request(command.sqlite, null, false))
                .isInstanceOfSatisfying(LauncherProblem.class, problem -> {
                    assertThat(problem.code()).isEqualTo("UNKNOWN_ENVIRONMENT");
                    assertThat(problem.exitCode()).isEqualTo(LauncherProblem.USAGE);
                });
    }
}

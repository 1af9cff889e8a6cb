package prescient.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenCommandTest {

    @TempDir
    private Path folder;

    @Test
    void printsTheTokenOfARoleOrWhereItIs() throws Exception {
        // When
        var token = run(0, "token", "--data", folder.toString(), "--renew", "--role", "trader");
        var path = run(0, "token", "--data", folder.toString(), "--role", "trader", "--path");
        // Then
        assertThat(token.strip()).isEqualTo(Files.readString(Path.of(path.strip())));
    }

    @Test
    void saysWhatIsMissingOrWrong() {
        run(1, "token", "--data", folder.toString());
        run(1, "token", "--data", folder.resolve("nowhere").toString());
        run(2, "token", "--data", folder.toString(), "--role", "service");
    }

    private static String run(int code, String... arguments) {
        var before = System.out;
        var output = new ByteArrayOutputStream();
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        try {
            assertThat(Cli.run(arguments)).isEqualTo(code);
        } finally {
            System.setOut(before);
        }
        return output.toString(StandardCharsets.UTF_8);
    }
}

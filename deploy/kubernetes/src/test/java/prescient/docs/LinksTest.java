package prescient.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the pages point to is there, and what the README claims points to something. */
class LinksTest {

    private static final Path ROOT = Path.of(System.getProperty("prescient.root", "../.."));
    private static final Set<String> NOT_OURS = Set.of("target", ".prescient", ".git", "node_modules");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)#\\s]+)(?:#[^)]*)?\\)");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*[a-z](?:Test|IT))`");
    private static final Pattern CLAIM = Pattern.compile("(?m)^\\| (?!claim )(.+) \\| (.+) \\|$");

    @Test
    void everyLinkOfEveryPageLeadsToAFile() throws IOException {
        // When
        var broken = new TreeSet<String>();
        for (var page : files(".md")) {
            var links = LINK.matcher(Files.readString(page));
            while (links.find()) {
                if (!Files.exists(page.resolveSibling(links.group(1)).normalize())) {
                    broken.add(ROOT.relativize(page) + ": " + links.group(1));
                }
            }
        }
        // Then
        assertThat(broken).isEmpty();
    }

    @Test
    void everyTestThatAPageNamesExists() throws IOException {
        // Given
        var tests = new TreeSet<String>();
        files(".java").forEach(file -> tests.add(file.getFileName().toString().replace(".java", "")));
        // When
        var unknown = new TreeSet<String>();
        for (var page : files(".md")) {
            var names = TEST.matcher(Files.readString(page));
            while (names.find()) {
                if (!tests.contains(names.group(1))) {
                    unknown.add(ROOT.relativize(page) + ": " + names.group(1));
                }
            }
        }
        // Then
        assertThat(unknown).isEmpty();
    }

    @Test
    void everyClaimOfTheReadmeLinksToATestOrABenchmark() throws IOException {
        // Given
        var readme = Files.readString(ROOT.resolve("README.md"));
        var section = readme.substring(readme.indexOf("## What is claimed"), readme.indexOf("## Working on it"));
        // When
        var claims = CLAIM.matcher(section);
        var unproven = new ArrayList<String>();
        int count = 0;
        while (claims.find()) {
            count++;
            if (!claims.group(2).matches(".*\\]\\([^)]*(Test\\.java|IT\\.java|bench/README\\.md)\\).*")) {
                unproven.add(claims.group(1));
            }
        }
        // Then
        assertThat(count).isGreaterThan(10);
        assertThat(unproven).isEmpty();
    }

    private static List<Path> files(String suffix) throws IOException {
        var found = new ArrayList<Path>();
        Files.walkFileTree(ROOT.toRealPath(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_OURS.contains(String.valueOf(folder.getFileName()))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(suffix)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }
}

package dev.fuota.tests.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Small files, documents with one heading of the first level, links that lead somewhere. */
class TidyTest {
  private static final int JAVA_LINES_MAX = 450;
  private static final Path ROOT = root();
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");

  @Test
  void javaFilesAreSmall() {
    assertThat(files(".java").filter(file -> lines(file).size() > JAVA_LINES_MAX)).isEmpty();
  }

  @Test
  void documentsHaveOneHeadingOfTheFirstLevel() {
    assertThat(files(".md").filter(file -> headings(file) != 1)).isEmpty();
  }

  @Test
  void linksInDocumentsLeadToFilesThatAreThere() {
    List<String> dead = new ArrayList<>();
    files(".md").forEach(file -> collectDeadLinks(file, dead));
    assertThat(dead).isEmpty();
  }

  @Test
  void nothingIsLeftForLater() {
    Pattern later = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b"); // not this line
    assertThat(files(".java").filter(file -> lines(file).stream().anyMatch(later.asPredicate())))
        .isEmpty();
  }

  @Test
  void theTreeIsReallySearched() {
    assertThat(files(".java").count()).isGreaterThan(50);
    assertThat(files(".md").count()).isGreaterThan(3);
  }

  private static long headings(Path document) {
    boolean code = false;
    long count = 0;
    for (String line : lines(document)) {
      if (line.startsWith("```")) {
        code = !code;
      } else if (!code && line.startsWith("# ")) {
        count++;
      }
    }
    return count;
  }

  private static void collectDeadLinks(Path document, List<String> dead) {
    Matcher links = LINK.matcher(String.join("\n", lines(document)));
    while (links.find()) {
      String target = links.group(1);
      boolean outside = target.contains("://") || target.startsWith("mailto:");
      if (!outside && !Files.exists(document.resolveSibling(target))) {
        dead.add(ROOT.relativize(document) + " -> " + target);
      }
    }
  }

  private static Stream<Path> files(String ending) {
    try (Stream<Path> all = Files.walk(ROOT)) {
      return all
          .filter(path -> path.toString().endsWith(ending))
          .filter(path -> !ROOT.relativize(path).toString().contains("target/"))
          .filter(path -> !ROOT.relativize(path).startsWith(".git"))
          .filter(path -> !ROOT.relativize(path).startsWith("fuota-report"))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("mvnw"))) {
      here = Objects.requireNonNull(here.getParent(), "no mvnw above the tests");
    }
    return here;
  }
}

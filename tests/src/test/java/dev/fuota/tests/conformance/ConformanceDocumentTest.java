package dev.fuota.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConformanceDocumentTest {
  private static final Path ROOT = RuleSources.root();
  private static final RuleSources SOURCES = new RuleSources(ROOT);
  private static final List<Rule> RULES = rules();

  private static List<Rule> rules() {
    try {
      Path file = Path.of(Rule.class.getResource("rules.tsv").toURI());
      return RuleSources.lines(file).stream()
          .filter(line -> !line.startsWith("#"))
          .map(Rule::of)
          .toList();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @DisplayName("docs/conformance.md says what the sources say (-Dconformance.write=true writes it)")
  void theDocumentIsUpToDate() throws IOException {
    Path document = ROOT.resolve("docs/conformance.md");
    String text = new ConformanceDocument(RULES, SOURCES).text();
    if (Boolean.getBoolean("conformance.write")) {
      Files.writeString(document, text);
    }
    assertThat(document).content().isEqualTo(text);
  }

  @Test
  @DisplayName("Every rule that is not excused stands in the code")
  void everyRuleHasCode() {
    assertThat(RULES)
        .filteredOn(rule -> rule.notHere().isEmpty())
        .filteredOn(rule -> SOURCES.code(rule.id()).isEmpty())
        .extracting(Rule::id)
        .isEmpty();
  }

  @Test
  @DisplayName("Every rule that is not excused is shown by a test")
  void everyRuleHasATest() {
    assertThat(RULES)
        .filteredOn(rule -> rule.notHere().isEmpty())
        .filteredOn(rule -> SOURCES.tests(rule.id()).isEmpty())
        .extracting(Rule::id)
        .isEmpty();
  }

  @Test
  @DisplayName("The sources name no rule that is not in the list, and no rule is there twice")
  void everyIdIsARule() {
    List<String> known = RULES.stream().map(Rule::id).toList();
    assertThat(known).doesNotHaveDuplicates();
    assertThat(SOURCES.ids()).isSubsetOf(known);
  }

  @Test
  @DisplayName("An id is found where it stands: in code, above a test, in a test's name")
  void idsAreAttributed() {
    assertThat(SOURCES.code("PKG-10")).extracting(RuleSources.Place::name).contains("Dispatcher");
    assertThat(SOURCES.tests("TS003-12"))
        .extracting(RuleSources.Place::name)
        .contains("ClockSyncTest.forcedResyncGoesOn");
  }
}

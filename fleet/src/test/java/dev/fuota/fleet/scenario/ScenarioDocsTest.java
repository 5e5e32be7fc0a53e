package dev.fuota.fleet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page about scenarios says what schema and library say. */
class ScenarioDocsTest {
  private static final JsonNode SCHEMA = JsonMapper.shared().readTree(ReadyScenarios.schema());

  private static String page() throws IOException {
    return Files.readString(Path.of("../docs/scenarios.md"));
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }

  @Test
  void everyKeyIsInATableWithItsMeaning() throws IOException {
    List<String> lines = page().lines().toList();
    for (Keys keys : Keys.values()) {
      JsonNode place = keys == Keys.ROOT ? SCHEMA : SCHEMA.path("$defs").path(keys.place());
      for (String key : keys.names()) {
        String meaning = place.path("properties").path(key).path("description").asString("");
        assertThat(lines)
            .as("%s in %s", key, keys.place())
            .anyMatch(
                line ->
                    line.matches("\\| `" + key + "`( \\(needed\\))? \\| .*")
                        && line.contains(meaning));
      }
    }
  }

  @Test
  void everyParameterIsNamed() throws IOException {
    String page = page();
    assertThat(CampaignFile.PARAMETERS).allMatch(name -> page.contains("`" + name + "`"));
  }

  @Test
  void everyReadyScenarioIsToldInItsOwnWords() throws IOException {
    String page = page();
    String words = oneLine(page);
    assertThat(ReadyScenarios.all()).hasSizeGreaterThanOrEqualTo(12);
    for (ReadyScenarios.Ready ready : ReadyScenarios.all()) {
      assertThat(page).contains("\n### " + ready.name() + "\n");
      assertThat(words).contains(ready.paragraph());
    }
  }

  @Test
  void theExampleIsAScenario() throws IOException {
    Matcher example = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(page());
    assertThat(example.find()).isTrue();
    Scenario scenario = ScenarioFile.read("lossy-city.yaml", example.group(1), name -> "");
    assertThat(scenario.count()).isEqualTo(1000);
    assertThat(scenario.faults()).hasSize(3);
    assertThat(scenario.expectations()).hasSize(3);
  }
}

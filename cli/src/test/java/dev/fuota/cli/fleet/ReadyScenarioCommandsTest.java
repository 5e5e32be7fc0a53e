package dev.fuota.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.cli.Shell;
import dev.fuota.fleet.image.SizedImage;
import dev.fuota.fleet.scenario.ReadyScenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReadyScenarioCommandsTest {

  @Test
  void theyAreListedWithTheirParagraphs() {
    Shell shell = Shell.run("fleet", "list");
    assertThat(shell.exit()).isZero();
    for (ReadyScenarios.Ready ready : ReadyScenarios.all()) {
      assertThat(shell.out().lines()).contains(ready.name());
      assertThat(shell.out().replaceAll("\\s+", " ")).contains(ready.paragraph());
    }
    JsonNode list = Shell.run("fleet", "list", "--json").json().path("scenarios");
    assertThat(list).hasSize(ReadyScenarios.all().size());
  }

  @Test
  void oneIsShownAsItIsAndSoIsItsTwin() {
    ReadyScenarios.Ready ready = ReadyScenarios.named("small-decoder").orElseThrow();
    assertThat(Shell.run("fleet", "show", "small-decoder").out()).isEqualTo(ready.yaml());
    assertThat(Shell.run("fleet", "show", "small-decoder.broken").out()).isEqualTo(ready.broken());
  }

  @Test
  void oneIsRunByItsName() {
    assertThat(Shell.run("fleet", "run", "wrong-hardware").exit()).isZero();
    assertThat(Shell.run("fleet", "run", "wrong-hardware.broken").exit()).isEqualTo(1);
  }

  @Test
  void anImageLiesBesideItsScenario(@TempDir Path folder) throws IOException {
    Path scenario = folder.resolve("own.yaml");
    Files.writeString(
        scenario,
        """
        apiVersion: fuota/v1
        name: an image of one's own
        fleet: [{count: 2}]
        campaign: {image: own.img}
        until: {updated: all, longest: 12h}
        expect: {updated: 2}
        """);
    Shell absent = Shell.run("fleet", "run", scenario.toString());
    assertThat(absent.exit()).isEqualTo(2);
    assertThat(absent.err()).contains("own.img");
    Files.write(folder.resolve("own.img"), SizedImage.of(4096).toArray());
    assertThat(Shell.run("fleet", "run", scenario.toString()).exit()).isZero();
  }

  @Test
  void aNameThatIsNoneIsToldWithTheNearest() {
    Shell shell = Shell.run("fleet", "run", "smal-decoder");
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err().lines()).hasSize(1);
    assertThat(shell.err()).contains("smal-decoder").contains("did you mean small-decoder?");
  }

  @Test
  void theSchemaIsPrinted() {
    JsonNode schema = JsonMapper.shared().readTree(Shell.run("fleet", "schema").out());
    assertThat(schema.path("properties").has("fleet")).isTrue();
  }
}

package dev.fuota.fleet.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fuota.boot.Strategy;
import dev.fuota.fleet.air.LinkPreset;
import dev.fuota.fleet.fault.Deed;
import dev.fuota.fleet.fault.Moment;
import dev.fuota.fleet.result.Ending;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.settings.SettingProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The published schema says what the reader takes. */
class SchemaTest {
  private static final Path DOCS = Path.of("../docs");
  private static final JsonNode DOCUMENT = JsonMapper.shared().readTree(ReadyScenarios.schema());
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(DOCUMENT);
  private static final YAMLMapper YAML = new YAMLMapper();

  static Stream<Path> published() throws IOException {
    try (Stream<Path> files = Files.list(DOCS.resolve("scenarios"))) {
      List<Path> lorawan = new ArrayList<>();
      for (Path file : files.filter(it -> it.toString().endsWith(".yaml")).sorted().toList()) {
        if (ScenarioFile.isOne(Files.readString(file))) {
          lorawan.add(file);
        }
      }
      return lorawan.stream();
    }
  }

  private static List<String> mistakes(String yaml) {
    return SCHEMA.validate(YAML.readTree(yaml)).stream().map(Object::toString).toList();
  }

  @ParameterizedTest
  @MethodSource("published")
  void itHoldsForEveryFileInTheDocuments(Path file) throws IOException {
    assertThat(mistakes(Files.readString(file))).isEmpty();
    assertThat(ScenarioFile.read(file.toString(), Files.readString(file), name -> "").count())
        .isPositive();
  }

  @Test
  void itHoldsForEveryReadyScenario() {
    for (ReadyScenarios.Ready ready : ReadyScenarios.all()) {
      assertThat(mistakes(ready.yaml())).as(ready.name()).isEmpty();
      assertThat(mistakes(ready.broken())).as("broken " + ready.name()).isEmpty();
    }
  }

  @Test
  void whatIsPublishedIsWhatTheProgramPrints() throws IOException {
    assertThat(Files.readString(DOCS.resolve("schema/scenario-v1.json")))
        .isEqualTo(ReadyScenarios.schema());
  }

  @ParameterizedTest
  @EnumSource(Keys.class)
  void itKnowsTheKeysThatTheReaderKnows(Keys keys) {
    JsonNode place = keys == Keys.ROOT ? DOCUMENT : DOCUMENT.path("$defs").path(keys.place());
    assertThat(place.path("properties").propertyNames())
        .containsExactlyInAnyOrderElementsOf(keys.names());
    assertThat(place.path("additionalProperties").booleanValue(true)).isFalse();
  }

  @Test
  void itKnowsTheWordsThatTheReaderKnows() {
    assertThat(words("/properties/region"))
        .containsExactlyElementsOf(names(Region.ALL.stream().map(Region::name)));
    assertThat(words("/$defs/preset"))
        .containsExactlyElementsOf(names(LinkPreset.ALL.stream().map(LinkPreset::name)));
    assertThat(words("/$defs/group/properties/bootloader"))
        .containsExactlyElementsOf(names(Arrays.stream(Strategy.values()).map(Strategy::label)));
    assertThat(words("/$defs/group/properties/compatibility/items"))
        .containsExactlyElementsOf(Concessions.ALL);
    assertThat(words("/$defs/fault/properties/do"))
        .containsExactlyElementsOf(names(Arrays.stream(Deed.values()).map(Deed::label)));
    assertThat(words("/$defs/fault/properties/at/anyOf/2"))
        .containsExactlyElementsOf(names(Arrays.stream(Moment.values()).map(Moment::label)));
    assertThat(words("/$defs/expectation/properties/verdict"))
        .containsAll(names(Ending.ALL.stream().map(Ending::name)));
    assertThat(DOCUMENT.at("/$defs/campaign/properties/parameters/properties").propertyNames())
        .containsExactlyElementsOf(CampaignFile.PARAMETERS);
  }

  private static List<String> names(Stream<String> names) {
    return names.toList();
  }

  private static List<String> words(String pointer) {
    List<String> words = new ArrayList<>();
    DOCUMENT.at(pointer).path("enum").forEach(word -> words.add(word.asString()));
    return words;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{count: -1}",
        "{count: 1000000000}",
        "{count: 5, clas: C}",
        "{count: 5, ram: 16 bytes}",
        "{count: 5, keys: x.csv}",
        "{count: 5, flash: {sectors: 2}}",
      })
  void whatTheReaderRefusesItRefusesToo(String group) {
    String text =
        "apiVersion: fuota/v1\nname: x\ncampaign: {}\nfleet: [%s]\nexpect: {updated: all}\n";
    assertThat(mistakes(String.format(text, "{count: 5}"))).isEmpty();
    assertThat(mistakes(String.format(text, group))).isNotEmpty();
    assertThatThrownBy(() -> ScenarioFile.read("x.yaml", String.format(text, group), name -> ""))
        .isInstanceOf(SettingProblem.class);
  }
}

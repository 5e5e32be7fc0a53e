package dev.fuota.junit;

import dev.fuota.fleet.msu.MsuScenarioFile;
import dev.fuota.fleet.scenario.ScenarioFile;
import dev.fuota.settings.SettingProblem;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Makes fleets out of the text of scenarios. */
final class Fleets {
  private Fleets() {}

  /**
   * A fleet at rest.
   *
   * @param server its address; empty: as the scenario says
   * @throws ExtensionConfigurationException if the scenario is none; the message names the line
   */
  static Fleet of(ScenarioSource source, String server, Footprint footprint) {
    try {
      Kind kind = kind(source);
      return new Fleet(kind, server.isEmpty() ? kind.against() : Optional.of(server), footprint);
    } catch (SettingProblem bad) {
      throw new ExtensionConfigurationException(String.valueOf(bad.getMessage()), bad);
    }
  }

  private static Kind kind(ScenarioSource source) {
    return ScenarioFile.isOne(source.text())
        ? new LorawanKind(
            ScenarioFile.read(source.name(), source.text(), source::textOf, source.files()))
        : new MsuKind(MsuScenarioFile.read(source.name(), source.text()), source.text());
  }
}

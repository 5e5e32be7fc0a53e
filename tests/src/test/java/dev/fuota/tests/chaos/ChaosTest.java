package dev.fuota.tests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.PackageVersion;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A thousand updates with messages lost, repeated, reordered and late, and a thousand with power
 * cuts, for each package version.
 */
class ChaosTest {

  @ParameterizedTest(name = "package version {0}")
  @EnumSource(PackageVersion.class)
  @DisplayName(
      "PKG-09: whatever the network does to messages, nothing breaks, and then the update comes")
  void whateverTheNetworkDoesToMessagesTheUpdateComes(PackageVersion version) {
    assertThat(new Seeds(Trial.Kind.MESSAGES, version).run()).isEmpty();
  }

  @ParameterizedTest(name = "package version {0}")
  @EnumSource(PackageVersion.class)
  @DisplayName(
      "NVM-01, TS004-33, TS006-14: whenever the power fails, what was acknowledged stays, and then"
          + " the update comes")
  void whereverThePowerFailsTheUpdateComes(PackageVersion version) {
    assertThat(new Seeds(Trial.Kind.POWER, version).run()).isEmpty();
  }
}

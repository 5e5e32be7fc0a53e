package dev.fuota.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

class PlaceholdersTest {
  private static Optional<String> value(String name) {
    return Optional.ofNullable(Map.of("host", "a.example", "port", "$1").get(name));
  }

  @Test
  void eachIsFilledInAsItStands() {
    assertThat(Placeholders.filled("udp://${host}:${port}/", PlaceholdersTest::value))
        .isEqualTo("udp://a.example:$1/");
    assertThat(Placeholders.filled("$host", PlaceholdersTest::value)).isEqualTo("$host");
  }

  @Test
  void oneWithoutValueIsNamed() {
    assertThatThrownBy(() -> Placeholders.filled("udp://${hots}", PlaceholdersTest::value))
        .isInstanceOf(ExtensionConfigurationException.class)
        .hasMessageContaining("${hots}");
  }
}

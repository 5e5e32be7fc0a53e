package dev.fuota.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

class PlaceholdersTest {
  private static final Function<String, Optional<String>> VALUES =
      name -> Optional.ofNullable(Map.of("host", "a.example", "port", "$1").get(name));

  @Test
  void eachIsFilledInAsItStands() {
    assertThat(Placeholders.filled("udp://${host}:${port}/", VALUES))
        .isEqualTo("udp://a.example:$1/");
    assertThat(Placeholders.filled("$host", VALUES)).isEqualTo("$host");
  }

  @Test
  void oneWithoutValueIsNamed() {
    assertThatThrownBy(() -> Placeholders.filled("udp://${hots}", VALUES))
        .isInstanceOf(ExtensionConfigurationException.class)
        .hasMessageContaining("${hots}");
  }
}

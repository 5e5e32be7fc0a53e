package dev.fuota.server.campaign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The table of parameters in {@code docs/campaigns.md} is that of the code. With {@code
 * -Dtables.write=true} it is written anew instead.
 */
class ParameterDocumentTest {
  private static final String BEGIN = "<!-- table: parameters -->\n";
  private static final String END = "<!-- end of table -->";

  @Test
  @DisplayName("TP-18 The document has every parameter, as the code has it")
  void tableIsTrue() throws IOException {
    String text = Files.readString(document(), UTF_8);
    int from = text.indexOf(BEGIN) + BEGIN.length();
    int to = text.indexOf(END, from);
    String written = text.substring(0, from) + table() + text.substring(to);
    if (Boolean.getBoolean("tables.write")) {
      Files.writeString(document(), written);
      text = written;
    }
    assertThat(text)
        .as("docs/campaigns.md; write its table anew with -Dtables.write=true")
        .isEqualTo(written);
  }

  private static String table() {
    StringBuilder table =
        new StringBuilder("| Parameter | Default | Allowed | Meaning |\n|---|---|---|---|\n");
    for (CampaignParameter parameter : CampaignParameter.ALL) {
      String normal = parameter.defaultText();
      table.append(
          String.format(
              Locale.ROOT,
              "| `%s` | %s | %s%s | %s |%n",
              parameter.name(),
              normal.isEmpty() ? "" : "`" + normal + "`",
              parameter.allowed(),
              parameter.unit().isEmpty() ? "" : "; a number alone is " + parameter.unit(),
              parameter.meaning()));
    }
    return table.toString();
  }

  private static Path document() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("mvnw"))) {
      here = Objects.requireNonNull(here.getParent(), "no mvnw above the tests");
    }
    return here.resolve("docs/campaigns.md");
  }
}

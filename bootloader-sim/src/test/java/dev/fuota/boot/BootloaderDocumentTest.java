package dev.fuota.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.boot.mcuboot.DecisionTables;
import dev.fuota.boot.mcuboot.McubootMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The decision tables in {@code docs/bootloader.md} are those of the code. With {@code
 * -Dtables.write=true} they are written anew instead.
 */
class BootloaderDocumentTest {
  private static final String END = "<!-- end of table -->";

  /** Every table, by the name of its place. */
  private static Map<String, String> tables() {
    Map<String, String> tables = new LinkedHashMap<>();
    tables.put("ours", Decision.markdown());
    tables.put("swap types, scratch and move", DecisionTables.swapTypes(McubootMode.SWAP_MOVE));
    tables.put("swap types, offset", DecisionTables.swapTypes(McubootMode.SWAP_OFFSET));
    tables.put("status, scratch", DecisionTables.statusSources(McubootMode.SWAP_SCRATCH));
    tables.put("status, move and offset", DecisionTables.statusSources(McubootMode.SWAP_MOVE));
    tables.put("trials", DecisionTables.trials());
    return tables;
  }

  @Test
  @DisplayName("The tables of the document are the rows of the code")
  void tablesAreTrue() throws IOException {
    String text = Files.readString(document(), UTF_8);
    String written = text;
    for (Map.Entry<String, String> table : tables().entrySet()) {
      written = with(written, table.getKey(), table.getValue());
    }
    if (Boolean.getBoolean("tables.write")) {
      Files.writeString(document(), written);
      text = written;
    }
    assertThat(text)
        .as("docs/bootloader.md; write its tables anew with -Dtables.write=true")
        .isEqualTo(written);
  }

  @Test
  @DisplayName("One table serves two modes where their rows are the same")
  void sharedTablesAreShared() {
    assertThat(DecisionTables.swapTypes(McubootMode.SWAP_SCRATCH))
        .isEqualTo(DecisionTables.swapTypes(McubootMode.SWAP_MOVE));
    assertThat(DecisionTables.statusSources(McubootMode.SWAP_OFFSET))
        .isEqualTo(DecisionTables.statusSources(McubootMode.SWAP_MOVE));
  }

  private static String with(String document, String name, String table) {
    String begin = "<!-- table: " + name + " -->\n";
    Pattern place =
        Pattern.compile(Pattern.quote(begin) + ".*?" + Pattern.quote(END), Pattern.DOTALL);
    Matcher matcher = place.matcher(document);
    assertThat(matcher.find()).as("a place for the table \"%s\"", name).isTrue();
    return matcher.replaceFirst(Matcher.quoteReplacement(begin + table + END));
  }

  private static Path document() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("mvnw"))) {
      here = Objects.requireNonNull(here.getParent(), "no mvnw above the tests");
    }
    return here.resolve("docs/bootloader.md");
  }
}

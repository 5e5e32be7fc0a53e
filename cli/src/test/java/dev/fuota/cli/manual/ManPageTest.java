package dev.fuota.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What man(7) says of requests, escapes and minus signs, on a command made for it. */
class ManPageTest {

  @Command(
      name = "mill",
      description = {"Grinds grain. And nothing else.", ".rules are no requests"},
      subcommands = {Wheel.class, Secret.class},
      footer = "    mill --fast  # an example")
  @SuppressWarnings("UnusedVariable") // only their descriptions are looked at
  static final class Mill {
    @Option(
        names = {"-f", "--fast"},
        description = "A \\ and a \"quote\".")
    private boolean fast;

    @Option(
        names = "--grain",
        paramLabel = "KIND",
        defaultValue = "rye",
        description = "Default: ${DEFAULT-VALUE}.")
    private String grain = "";

    @Option(names = "--debug", hidden = true)
    private boolean debug;

    @Parameters(paramLabel = "SACK", description = "'Tis to be filled.")
    private String sack = "";
  }

  @Command(name = "wheel", description = "Turns.")
  static final class Wheel {}

  @Command(name = "secret", hidden = true)
  static final class Secret {}

  private final Map<String, String> pages = ManPage.all(new CommandLine(new Mill()), "mill 1.0");

  @Test
  void eachCommandHasAPageExceptHiddenOnes() {
    assertThat(pages).containsOnlyKeys("mill", "mill-wheel");
    assertThat(pages.get("mill-wheel")).contains(".SH \"SEE ALSO\"\n\\fBmill\\fR(1)\n");
  }

  @Test
  void aPageBeginsWithTitleAndNameAsManExpectsThem() {
    assertThat(pages.get("mill")).startsWith(".TH \"MILL\" \"1\" \"\" \"mill 1.0\" \"fuota\"\n");
    assertThat(pages.get("mill")).contains(".SH \"NAME\"\nmill \\- Grinds grain\n");
  }

  @Test
  void optionsAreThereWithLabelAndDefaultUnlessHidden() {
    assertThat(pages.get("mill"))
        .contains(".TP\n\\fB\\-f\\fR, \\fB\\-\\-fast\\fR\nA \\(rs and a \"quote\".\n")
        .contains(".TP\n\\fB\\-\\-grain\\fR=\\fIKIND\\fR\nDefault: rye.\n")
        .contains(".TP\n\\fISACK\\fR\n")
        .doesNotContain("debug", "secret");
  }

  @Test
  void textThatLooksLikeARequestIsText() {
    assertThat(pages.get("mill")).contains("\n\\&.rules are", "\n\\&'Tis to be filled");
  }
}

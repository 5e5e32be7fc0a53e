package dev.fuota.cli.manual;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * One command's page of section 1 of the manual. It says what {@code --help} says, so that there is
 * nothing to keep up to date.
 */
public final class ManPage {
  private static final int ONE_LINE = 10_000;
  private final CommandSpec spec;
  private final Roff roff = new Roff();

  private ManPage(CommandSpec spec) {
    this.spec = spec;
  }

  /**
   * The pages of a command and of all below it.
   *
   * @param source what the pages belong to, such as "fuota 1.0.0"
   * @return by name of the page, such as "fuota-agent", the page
   */
  public static Map<String, String> all(CommandLine root, String source) {
    Map<String, String> pages = new TreeMap<>();
    collect(root, source, pages);
    return pages;
  }

  private static void collect(CommandLine command, String source, Map<String, String> pages) {
    command.setUsageHelpWidth(ONE_LINE);
    CommandSpec spec = command.getCommandSpec();
    if (!spec.usageMessage().hidden()) {
      pages.put(name(spec), new ManPage(spec).page(source));
      command.getSubcommands().values().forEach(each -> collect(each, source, pages));
    }
  }

  private static String name(CommandSpec spec) {
    return spec.qualifiedName("-");
  }

  private String page(String source) {
    roff.request("TH", name(spec).toUpperCase(Locale.ROOT), "1", "", source, "fuota");
    roff.request("nh").request("ad l");
    List<String> description = description();
    String summary = description.isEmpty() ? spec.qualifiedName() : summary(description.get(0));
    roff.request("SH", "NAME").marked(Roff.escaped(name(spec)) + " \\- " + Roff.escaped(summary));
    synopsis();
    if (!description.isEmpty()) {
      roff.request("SH", "DESCRIPTION");
      paragraphs(description);
    }
    arguments();
    options();
    commands();
    footer();
    exit();
    also();
    return roff.toString();
  }

  private List<String> description() {
    return Arrays.stream(spec.usageMessage().description()).map(ManPage::plain).toList();
  }

  /** The first sentence, without its full stop. */
  private static String summary(String first) {
    int end = first.indexOf(". ");
    return (end < 0 ? first : first.substring(0, end)).replaceAll("\\.$", "");
  }

  private void synopsis() {
    String synopsis = spec.commandLine().getHelp().synopsis(0).strip();
    String command = spec.qualifiedName();
    roff.request("SH", "SYNOPSIS");
    roff.marked(Roff.bold(command) + " " + Roff.escaped(synopsis.replaceFirst("^" + command, "")));
  }

  private void arguments() {
    List<PositionalParamSpec> shown =
        spec.positionalParameters().stream().filter(each -> !each.hidden()).toList();
    if (!shown.isEmpty()) {
      roff.request("SH", "ARGUMENTS");
      shown.forEach(each -> item(Roff.italic(each.paramLabel()), each));
    }
  }

  private void options() {
    List<OptionSpec> shown = spec.options().stream().filter(each -> !each.hidden()).toList();
    if (!shown.isEmpty()) {
      roff.request("SH", "OPTIONS");
      shown.forEach(each -> item(names(each), each));
    }
  }

  private static String names(OptionSpec option) {
    String names = Stream.of(option.names()).map(Roff::bold).collect(joining(", "));
    return option.arity().max() == 0 ? names : names + "=" + Roff.italic(option.paramLabel());
  }

  private void item(String tag, ArgSpec argument) {
    roff.request("TP").marked(tag);
    paragraphs(Arrays.stream(argument.description()).map(ManPage::plain).toList());
  }

  private void commands() {
    if (spec.subcommands().isEmpty()) {
      return;
    }
    roff.request("SH", "COMMANDS");
    spec.subcommands()
        .values()
        .forEach(
            each -> {
              CommandSpec child = each.getCommandSpec();
              if (!child.usageMessage().hidden()) {
                String[] lines = child.usageMessage().description();
                roff.request("TP").marked(Roff.bold(name(child)) + "(1)");
                roff.line(lines.length == 0 ? "" : summary(plain(lines[0])) + ".");
              }
            });
  }

  private void footer() {
    List<String> lines =
        Arrays.stream(spec.usageMessage().footer()).filter(line -> !line.isBlank()).toList();
    if (!lines.isEmpty()) {
      roff.request("SH", "NOTES").request("nf");
      lines.forEach(line -> roff.line(plain(line)));
      roff.request("fi");
    }
  }

  private void exit() {
    roff.request("SH", "EXIT STATUS");
    roff.line("0: done. 1: it ran and failed. 2: wrong usage or unreadable input.");
  }

  private void also() {
    Stream<CommandSpec> below =
        spec.subcommands().values().stream().map(CommandLine::getCommandSpec);
    Stream<CommandSpec> above = Stream.ofNullable(spec.parent());
    String names =
        Stream.concat(above, below)
            .filter(each -> !each.usageMessage().hidden())
            .map(each -> Roff.bold(name(each)) + "(1)")
            .collect(joining(", "));
    if (!names.isEmpty()) {
      roff.request("SH", "SEE ALSO").marked(names);
    }
  }

  private void paragraphs(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (i > 0) {
        roff.request("br");
      }
      roff.line(lines.get(i));
    }
  }

  /** Without colours, and with line ends as blanks. */
  private static String plain(String marked) {
    return Ansi.OFF.string(marked).replaceAll("%n|\\s*\\R\\s*", " ").replace("%%", "%");
  }
}

package dev.fuota.cli.decode;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.Style;
import dev.fuota.cli.console.TextTable;
import dev.fuota.cli.io.HexInput;
import dev.fuota.cli.io.OutputOptions;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.explain.MsuExplanation;
import dev.fuota.protocol.msu.MsuLimits;
import dev.fuota.protocol.msu.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code fuota decode msu}. */
@Command(
    name = "msu",
    description = "Explains a datagram of Mass Software Upgrade, field by field.",
    footer = {
      "",
      "Exit code 2 if a datagram is rejected.",
      "",
      "For example:",
      "  fuota decode msu 15 0001 10 00000007 03 000000 60020000"
    })
public final class DecodeMsuCommand implements Callable<Integer> {
  private static final int OCTETS_SHOWN = 8;

  @Parameters(
      arity = "0..*",
      paramLabel = "HEX",
      description =
          "The datagram, as UDP carries it. Without it: datagrams from standard input, one a line.")
  private List<String> hex = List.of();

  @Option(names = "--local", description = "It comes from the local command interface.")
  private boolean local;

  @Mixin private OutputOptions output = new OutputOptions();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  private final Console console;

  public DecodeMsuCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    MsuLimits all = MsuLimits.defaults().withFiles(MsuLimits.FILES_MAX, 0xffff_ffffL);
    MsuLimits limits = (local ? all.fromLocal() : all).withProfile(Profile.CODED);
    List<MsuExplanation> explanations =
        datagrams().stream().map(datagram -> MsuExplanation.of(datagram, limits)).toList();
    boolean whole = explanations.stream().allMatch(it -> it.rejected().isEmpty());
    if (output.json()) {
      print(explanations, whole);
    } else {
      lines(explanations).forEach(console.out()::println);
    }
    return whole ? Exit.DONE : Exit.USAGE;
  }

  private List<Bytes> datagrams() {
    if (!hex.isEmpty()) {
      return List.of(HexInput.datagramOfArguments(hex));
    }
    if (console.inIsTerminal()) {
      console.err().println("fuota: type datagrams, one a line; end with Ctrl-D");
    }
    return HexInput.datagramsOfLines(console.in());
  }

  private void print(List<MsuExplanation> explanations, boolean whole) {
    ObjectNode document = JsonText.object();
    if (hex.isEmpty()) {
      ArrayNode messages = document.putArray("messages");
      explanations.forEach(it -> DecodeMsuJson.put(messages.addObject(), it));
    } else {
      DecodeMsuJson.put(document, explanations.get(0));
    }
    JsonText.print(console, document.put("ok", whole));
  }

  private List<String> lines(List<MsuExplanation> explanations) {
    Style style = output.style(console);
    List<String> lines = new ArrayList<>();
    for (MsuExplanation explanation : explanations) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      add(lines, explanation, style);
    }
    return lines;
  }

  private static void add(List<String> lines, MsuExplanation explanation, Style style) {
    String title = "MSU, " + explanation.datagram().length() + " octets: ";
    lines.add(style.faint(title) + explanation.datagram().toHex());
    lines.add("");
    explanation
        .rejected()
        .ifPresent(
            it ->
                lines.add(
                    style.bad(it.reason() + ", " + it.reason().meaning() + ": ") + it.detail()));
    explanation
        .type()
        .ifPresent(
            type -> {
              lines.add(style.strong(type.name()));
              table(explanation).lines().forEach(line -> lines.add("  " + line));
            });
    explanation.warnings().forEach(it -> lines.add("  => " + it));
  }

  private static TextTable table(MsuExplanation explanation) {
    TextTable table = new TextTable("rlll");
    table.row("at", "octets", "field", "value");
    explanation
        .fields()
        .forEach(
            field ->
                table.row(
                    String.valueOf(field.offset()),
                    shown(field.octets()),
                    field.name(),
                    field.meaning().isEmpty()
                        ? field.value()
                        : field.value() + ", " + field.meaning()));
    return table;
  }

  private static String shown(Bytes octets) {
    return octets.length() <= OCTETS_SHOWN
        ? octets.toHex()
        : octets.slice(0, OCTETS_SHOWN).toHex() + "...";
  }
}

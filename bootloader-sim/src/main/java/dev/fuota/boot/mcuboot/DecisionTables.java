package dev.fuota.boot.mcuboot;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The decision tables of this package as they stand in the code, for documents. */
public final class DecisionTables {
  private DecisionTables() {}

  /** What a boot of {@code mode} is to do when no exchange was interrupted. */
  public static String swapTypes(McubootMode mode) {
    return table(
        List.of(
            "primary magic",
            "secondary magic",
            "primary image_ok",
            "secondary image_ok",
            "primary copy_done",
            "secondary copy_done",
            "what happens"),
        SwapTypeTable.rows(mode).stream()
            .map(
                row ->
                    List.of(
                        cell(row.primaryMagic(), Magic.values()),
                        cell(row.secondaryMagic(), Magic.values()),
                        cell(row.primaryImageOk(), Flag.values()),
                        cell(row.secondaryImageOk(), Flag.values()),
                        cell(row.primaryCopyDone(), Flag.values()),
                        cell(row.secondaryCopyDone(), Flag.values()),
                        row.type().name()))
            .toList());
  }

  /** Whether in {@code mode} an exchange was interrupted, and where its status records are. */
  public static String statusSources(McubootMode mode) {
    return table(
        List.of(
            "primary magic",
            "scratch magic",
            "secondary magic",
            "primary copy_done",
            "status records in"),
        StatusSourceTable.rows(mode).stream()
            .map(
                row ->
                    List.of(
                        cell(row.primaryMagic(), Magic.values()),
                        cell(row.scratchMagic(), Magic.values()),
                        cell(row.secondaryMagic(), Magic.values()),
                        cell(row.primaryCopyDone(), Flag.values()),
                        lower(row.source())))
            .toList());
  }

  /** What direct-XIP with revert does with the slot that it chose. */
  public static String trials() {
    return table(
        List.of("magic", "copy_done", "image_ok", "what happens"),
        TrialTable.ROWS.stream()
            .map(
                row ->
                    List.of(
                        cell(row.magic(), Magic.values()),
                        cell(row.copyDone(), Flag.values()),
                        cell(row.imageOk(), Flag.values()),
                        lower(row.choice())))
            .toList());
  }

  private static String table(List<String> head, List<List<String>> rows) {
    StringBuilder text = new StringBuilder(line(head));
    text.append(line(head.stream().map(column -> "---").toList()));
    rows.forEach(row -> text.append(line(row)));
    return text.toString();
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String cell(List<? extends Enum<?>> values, Enum<?>[] all) {
    return values.size() == all.length
        ? "any"
        : values.stream().map(DecisionTables::lower).collect(Collectors.joining(" or "));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}

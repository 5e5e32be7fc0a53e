package dev.fuota.server.campaign;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One parameter of a campaign: its name, what may stand there, and what it is for (TP-18). Whoever
 * reads, prints or explains parameters finds them here and nowhere else.
 */
public final class CampaignParameter {

  /** What the text of a value looks like. */
  public enum Kind {
    /** {@code 9}. */
    INTEGER,
    /** {@code 250ms}, {@code 90s}, {@code 5min}, {@code 2h}, {@code 1d}, or a number alone. */
    DURATION,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** {@code 2026-11-22T10:00:00Z}. */
    INSTANT,
    /** {@code 20%} or {@code 0.2}. */
    SHARE,
    /** One of a few words. */
    CHOICE
  }

  /** All of them, in the order in which a person wants to read them. */
  public static final List<CampaignParameter> ALL = ParameterTable.rows();

  /** The service takes it from the registered devices. */
  private static final Set<String> DECIDED_BY_DEVICES = Set.of("delivery_timeout");

  private final String name;
  private final Kind kind;
  private final String unit;
  private final String allowed;
  private final String meaning;
  private final BiFunction<CampaignParametersBuilder, String, Optional<String>> reader;
  private final Function<CampaignParameters, String> writer;
  private final Function<CampaignParameters, Optional<String>> check;

  CampaignParameter(
      String name,
      Kind kind,
      String unit,
      String allowed,
      String meaning,
      BiFunction<CampaignParametersBuilder, String, Optional<String>> reader,
      Function<CampaignParameters, String> writer,
      Function<CampaignParameters, Optional<String>> check) {
    this.name = name;
    this.kind = kind;
    this.unit = unit;
    this.allowed = allowed;
    this.meaning = meaning;
    this.reader = reader;
    this.writer = writer;
    this.check = check;
  }

  /** The parameter of this name. */
  public static Optional<CampaignParameter> of(String name) {
    return ALL.stream().filter(parameter -> parameter.name.equals(name)).findFirst();
  }

  /** As in configuration files: {@code ucast_msg_delay}. */
  public String name() {
    return name;
  }

  public Kind kind() {
    return kind;
  }

  /** Of a number that stands alone: {@code ms}; empty for what has none. */
  public String unit() {
    return unit;
  }

  /** Range or words. */
  public String allowed() {
    return allowed;
  }

  /** What holds in EU868 if nothing is given; empty for nothing, or what the devices decide. */
  public String defaultText() {
    return DECIDED_BY_DEVICES.contains(name) ? "" : valueIn(CampaignParameters.builder().build());
  }

  /** What it is for, in one sentence. */
  public String meaning() {
    return meaning;
  }

  /** Its value in these parameters, as it would be written; empty for none. */
  public String valueIn(CampaignParameters parameters) {
    return writer.apply(parameters);
  }

  /** Takes a text into the builder, or says what is wrong with it. */
  Optional<Problem> read(CampaignParametersBuilder into, String text) {
    return reader.apply(into, text).map(this::problem);
  }

  /** What is wrong with its value in these parameters. */
  Optional<Problem> check(CampaignParameters parameters) {
    return check.apply(parameters).map(this::problem);
  }

  private Problem problem(String sentence) {
    return new Problem(name, sentence, allowed);
  }
}

package dev.fuota.conformance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Mass Software Upgrade, {@code msu-vectors}: all groups of one file. */
final class MsuAnswers implements KnownAnswers {
  private static final String SCHEMA = "msu-vectors/1";

  /** Some groups of the file. */
  interface Part {
    /** The members of the document that it runs. */
    Set<String> members();

    List<GroupReport> run(Entry document);
  }

  private static final List<Part> PARTS =
      List.of(
          new MsuMessageAnswers(),
          new MsuRuleAnswers(),
          new MsuSecurityAnswers(),
          new MsuClientAnswers());

  @Override
  public String schema() {
    return SCHEMA;
  }

  @Override
  public boolean recognises(Entry document) {
    return document.find("schema").filter(schema -> schema.shown().equals(SCHEMA)).isPresent();
  }

  @Override
  public Set<String> arrays() {
    Set<String> members = new TreeSet<>();
    PARTS.forEach(part -> members.addAll(part.members()));
    return members;
  }

  @Override
  public List<GroupReport> run(Entry document, Path directory) {
    List<GroupReport> reports = new ArrayList<>();
    PARTS.forEach(part -> reports.addAll(part.run(document)));
    return reports;
  }
}

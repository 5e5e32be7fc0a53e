package dev.fuota.conformance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * A schema by its name, of which every entry has an id and is put to the product on its own: the
 * {@code mac-*} files.
 */
final class GroupedAnswers implements KnownAnswers {

  /**
   * A group of entries, and what is asked with each.
   *
   * @param id the field by which entries are told apart
   */
  record Questions(String group, String id, BiConsumer<Check, Entry> ask) {
    Questions(String group, BiConsumer<Check, Entry> ask) {
      this(group, "id", ask);
    }
  }

  private final String schema;
  private final List<Questions> groups;

  GroupedAnswers(String schema, Questions... groups) {
    this.schema = schema;
    this.groups = List.of(groups);
  }

  @Override
  public String schema() {
    return schema;
  }

  @Override
  public boolean recognises(Entry document) {
    return document.find("schema").filter(it -> it.shown().equals(schema)).isPresent();
  }

  @Override
  public Set<String> arrays() {
    return groups.stream().map(Questions::group).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public List<GroupReport> run(Entry document, Path directory) {
    checkNumbersOfEntries(document);
    List<GroupReport> reports = new ArrayList<>();
    for (Questions questions : groups) {
      Group group = new Group(questions.group());
      for (Entry entry : document.elementsOf(questions.group())) {
        group.run(entry.text(questions.id()), check -> ask(questions, check, entry));
      }
      reports.add(group.report());
    }
    return reports;
  }

  /** An entry that is not what the schema says fails alone: the others still show what they can. */
  private static void ask(Questions questions, Check check, Entry entry) {
    try {
      questions.ask().accept(check, entry);
    } catch (MalformedInput e) {
      check.failed(e.place(), "what the schema says", e.sentence());
    }
  }

  /** The file counts its own entries, so that a file that was cut shows. */
  private static void checkNumbersOfEntries(Entry document) {
    if (!document.has("groups")) {
      return;
    }
    Entry groups = document.get("groups");
    for (String name : groups.memberNames()) {
      int there = document.elementsOf(name).size();
      if (groups.integer(name) != there) {
        throw groups.get(name).malformed("the file has " + there + " such entries");
      }
    }
  }
}

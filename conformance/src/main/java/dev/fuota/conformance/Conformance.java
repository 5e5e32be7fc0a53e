package dev.fuota.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.json.JsonMapper;

/** Runs known-answer files: each is recognised by its content and put to the product's code. */
public final class Conformance {
  /** A bound for what is read into memory at once. */
  private static final long FILE_OCTETS_MAX = 64L << 20;

  private static final List<KnownAnswers> SCHEMAS =
      List.of(
          new DeltaAnswers(), // before those that a member named "files" is enough for
          new CommandAnswers(),
          new StreamAnswers(),
          new KeyAnswers(),
          new ParityAnswers(),
          new FragmentAnswers(),
          new ExchangeAnswers(),
          new FlowAnswers(),
          SemtechAnswers.schema(),
          StationAnswers.schema(),
          ChirpstackAnswers.schema(),
          FrameAnswers.schema(),
          JoinAnswers.schema(),
          MulticastAnswers.schema(),
          MacCommandAnswers.schema(),
          RegionAnswers.schema(),
          TimingAnswers.schema(),
          ClassBAnswers.schema(),
          LinkAnswers.schema(),
          SimulationAnswers.schema(),
          new ImageAnswers(),
          new TraceAnswers(),
          new TrailerStateAnswers(),
          new MsuAnswers());

  private Conformance() {}

  /** Runs the files one after the other; nothing that stands in a file makes this throw. */
  public static ConformanceReport run(List<Path> files) {
    return new ConformanceReport(files.stream().map(Conformance::run).toList());
  }

  private static FileReport run(Path file) {
    try {
      Entry document = read(file);
      KnownAnswers schema = recognise(document);
      List<GroupReport> groups = new ArrayList<>(schema.run(document, directory(file)));
      groups.addAll(unknownGroups(document, schema));
      if (groups.stream().mapToInt(GroupReport::entries).sum() == 0) {
        throw document.malformed("this " + schema.schema() + " file has no entries");
      }
      return new FileReport.Ran(file, schema.schema(), groups);
    } catch (MalformedInput e) {
      return new FileReport.Unusable(file, e.place(), e.sentence());
    }
  }

  /**
   * Reads a file of known answers: JSON, or a {@link Table}.
   *
   * @throws MalformedInput if it cannot be read or is neither
   */
  static Entry read(Path file) {
    try {
      if (Files.size(file) > FILE_OCTETS_MAX) {
        throw new MalformedInput("", "the file has more than " + FILE_OCTETS_MAX + " octets");
      }
      byte[] octets = Files.readAllBytes(file);
      Optional<Entry> table = Table.read(octets);
      return table.isPresent() ? table.get() : new Entry("", JsonMapper.shared().readTree(octets));
    } catch (NoSuchFileException e) {
      throw new MalformedInput("", "there is no such file");
    } catch (IOException e) {
      throw new MalformedInput("", "the file cannot be read: " + e.getMessage());
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      String place = "line " + at.getLineNr() + ", column " + at.getColumnNr();
      throw new MalformedInput(place, "this is not JSON: " + firstLine(e.getOriginalMessage()));
    }
  }

  private static KnownAnswers recognise(Entry document) {
    return SCHEMAS.stream()
        .filter(schema -> schema.recognises(document))
        .findFirst()
        .orElseThrow(
            () -> document.malformed("the schema of this file is not known" + named(document)));
  }

  private static String named(Entry document) {
    return document.find("schema").map(schema -> ": " + schema.shown()).orElse("");
  }

  /** Entries of groups that a later version of a schema may have: counted, so that it shows. */
  private static List<GroupReport> unknownGroups(Entry document, KnownAnswers schema) {
    List<GroupReport> unknown = new ArrayList<>();
    for (String name : document.memberNames()) {
      if (document.get(name).isArray() && !schema.arrays().contains(name)) {
        Group group = new Group(name);
        document.get(name).elements().forEach(entry -> group.skip("this group is not known"));
        unknown.add(group.report());
      }
    }
    return unknown;
  }

  private static Path directory(Path file) {
    return Optional.ofNullable(file.getParent()).orElse(Path.of(""));
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}

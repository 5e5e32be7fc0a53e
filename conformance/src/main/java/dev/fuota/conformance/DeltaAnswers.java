package dev.fuota.conformance;

import dev.fuota.protocol.codec.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Patches and compressed images, {@code delta/index.json}; the files lie in {@code data}. */
final class DeltaAnswers implements KnownAnswers {
  private static final String DATA = "data";

  @Override
  public String schema() {
    return "delta";
  }

  @Override
  public boolean recognises(Entry document) {
    return document.has("vectors") && document.has("files") && document.has("images");
  }

  @Override
  public Set<String> arrays() {
    return Set.of("vectors");
  }

  @Override
  public List<GroupReport> run(Entry document, Path directory) {
    Path data = directory.resolve(DATA);
    List<GroupReport> reports = new ArrayList<>();
    reports.add(files(document.get("files"), data));
    reports.add(images(document.get("images"), data));
    Map<String, Group> formats = new LinkedHashMap<>();
    for (Entry entry : document.get("vectors").elements()) {
      Group group = formats.computeIfAbsent(entry.text("format"), Group::new);
      DeltaCheck delta = new DeltaCheck(entry, data);
      group.run(entry.text("name"), delta::run);
    }
    formats.values().forEach(group -> reports.add(group.report()));
    return reports;
  }

  private static GroupReport files(Entry files, Path data) {
    Group group = new Group("files");
    for (String name : files.memberNames()) {
      Bytes octets = read(data, name, files.get(name));
      group.run(
          name,
          check -> {
            check.same("size", files.get(name).integer("size"), octets.length());
            check.same("sha256", files.get(name).hex("sha256"), Digests.sha256(octets));
          });
    }
    return group.report();
  }

  private static GroupReport images(Entry images, Path data) {
    Group group = new Group("images");
    for (String name : images.memberNames()) {
      Bytes octets = read(data, name, images.get(name));
      group.run(name, check -> DeltaCheck.image(check, images.get(name), octets));
    }
    return group.report();
  }

  /** Reads a file that {@code asking} needs. */
  static Bytes read(Path data, String name, Entry asking) {
    try {
      return Bytes.of(Files.readAllBytes(data.resolve(name)));
    } catch (IOException | InvalidPathException e) {
      throw asking.malformed("the file " + DATA + "/" + name + " cannot be read");
    }
  }
}

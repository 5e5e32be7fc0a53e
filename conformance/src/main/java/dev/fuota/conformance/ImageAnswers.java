package dev.fuota.conformance;

import dev.fuota.protocol.codec.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** MCUboot images, {@code mcuboot/index.json}; image and key files lie beside the index. */
final class ImageAnswers implements KnownAnswers {
  private static final int SLOT_MAX = 1 << 26;

  @Override
  public String schema() {
    return "mcuboot";
  }

  @Override
  public boolean recognises(Entry document) {
    return document.has("images") && document.has("keys") && document.has("slot_size");
  }

  @Override
  public Set<String> arrays() {
    return Set.of("images");
  }

  @Override
  public List<GroupReport> run(Entry document, Path directory) {
    int slotSize = document.integer("slot_size", 1, SLOT_MAX);
    ImageKeys keys = new ImageKeys(document.get("keys"), directory);
    Group structure = new Group("structure");
    Group verdict = new Group("verdict");
    for (Entry entry : document.get("images").elements()) {
      ImageCheck image = new ImageCheck(entry, read(directory, entry.get("file")), slotSize);
      structure.run(entry.text("name"), image::checkStructure);
      verdict.run(entry.text("name"), check -> image.checkVerdict(check, keys));
    }
    return List.of(keys.run(), structure.report(), verdict.report());
  }

  /** Reads a file that the index names. */
  static Bytes read(Path directory, Entry name) {
    return read(directory, name.text(), name);
  }

  /** Reads a file that {@code place} names. */
  static Bytes read(Path directory, String name, Entry place) {
    try {
      return Bytes.of(Files.readAllBytes(directory.resolve(name)));
    } catch (IOException | InvalidPathException e) {
      throw place.malformed("the file " + name + " cannot be read");
    }
  }
}

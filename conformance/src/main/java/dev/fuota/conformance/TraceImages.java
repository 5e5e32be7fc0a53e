package dev.fuota.conformance;

import dev.fuota.protocol.codec.Bytes;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The images that lie beside the traces. */
final class TraceImages {
  /** The image before an update, and the one after it. */
  static final String OLD = "A.img";

  static final String NEW = "B.img";

  private final Map<String, Bytes> images = new HashMap<>();

  TraceImages(Entry images, Path directory) {
    for (String name : images.memberNames()) {
      Bytes octets = ImageAnswers.read(directory, name, images.get(name));
      if (!Digests.sha256(octets).equals(images.get(name).hex("sha256"))) {
        throw images.get(name).malformed("the file " + name + " has another digest");
      }
      this.images.put(name, octets);
    }
  }

  Bytes get(Entry place, String name) {
    Bytes image = images.get(name);
    if (image == null) {
      throw place.malformed("there is no image \"" + name + "\"");
    }
    return image;
  }

  /** Which image the primary slot holds: old, new or other. */
  String inPrimary(Entry place, TraceFlash.Running device) {
    if (device.holds(get(place, OLD))) {
      return "old";
    }
    return device.holds(get(place, NEW)) ? "new" : "other";
  }
}

package dev.fuota.fleet.scenario;

import dev.fuota.protocol.codec.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The files that a scenario names; what is read of them goes into its digest. */
final class ScenarioFiles {
  private final UnaryOperator<String> texts;
  private final Function<String, Bytes> images;
  private final MessageDigest digest;

  /**
   * None read so far.
   *
   * @param scenario its own text
   */
  ScenarioFiles(String scenario, UnaryOperator<String> texts, Function<String, Bytes> images) {
    this.texts = texts;
    this.images = images;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
    digest.update(scenario.getBytes(StandardCharsets.UTF_8));
  }

  String text(String name) {
    String text = texts.apply(name);
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    return text;
  }

  Bytes image(String name) {
    Bytes image = images.apply(name);
    digest.update(image.toArray());
    return image;
  }

  /** Where a scenario has no folder, there are no tables beside it. */
  @SuppressWarnings("DoNotCallSuggester") // called as a reader of files
  static String noText(String name) {
    throw new IllegalArgumentException("there is no folder in which " + name + " could be");
  }

  /** Where a scenario has no folder, there are no images beside it. */
  @SuppressWarnings("DoNotCallSuggester") // called as a reader of files
  static Bytes noImage(String name) {
    throw new IllegalArgumentException("there is no folder in which " + name + " could be");
  }

  /** Of all that was read so far, 64 hexadecimal digits. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }
}

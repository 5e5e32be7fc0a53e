package dev.fuota.protocol.explain;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded.Reason;
import dev.fuota.protocol.codec.PackageVersion;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a payload says.
 *
 * @param commands that could be read
 * @param token of multi-package access
 * @param rest what was not read, empty without a defect; the token is not part of it
 * @param readsAs the other version, if all of the payload can be read as that, and not as this one
 *     (PKG-12)
 */
public record Explanation(
    Bytes payload,
    List<ExplainedCommand> commands,
    Optional<ExplainedField> token,
    Optional<Defect> defect,
    Bytes rest,
    Optional<PackageVersion> readsAs) {

  /**
   * Why reading stopped.
   *
   * @param offset of the command that cannot be read
   * @param cid of that command; empty if there is none
   * @param command its name, if the CID is known
   * @param sentence what was expected and what is there
   */
  public record Defect(
      Reason reason, int offset, OptionalInt cid, Optional<String> command, String sentence) {}

  public Explanation {
    commands = List.copyOf(commands);
  }
}

package dev.fuota.agent.firmware;

import dev.fuota.protocol.image.ImageVersion;

/** What a look at the image in the download slot found (TR002 steps 10 and 11). */
public sealed interface Inspection {

  /** Signed by a trusted key, for this hardware, and installable over what runs. */
  record Accepted(ImageVersion version) implements Inspection {}

  /**
   * Not to be installed.
   *
   * @param upImageStatus what DevUpgradeImageAns says of it
   * @param reason a stable name, at most 32 ASCII characters
   * @param sentence for people
   */
  record Refused(int upImageStatus, String reason, String sentence) implements Inspection {}
}

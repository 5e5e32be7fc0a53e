package dev.fuota.server.msu;

import dev.fuota.protocol.msu.FileNames;
import dev.fuota.protocol.msu.NotificationKind;
import java.util.Optional;

/**
 * A file of a campaign: firmware, an archive, a configuration text, anything (MSU-006, MSU-132).
 *
 * @param name one component, by the rules of {@link FileNames}
 * @param destination path below the client's root
 */
public record MsuFile(
    FileContent content, String name, Optional<String> destination, NotificationKind kind) {
  static final long SIZE_MAX = 0xFFFFFFFFL;

  public MsuFile {
    if (content.size() < 1 || content.size() > SIZE_MAX) {
      throw new IllegalArgumentException(
          name + " has " + content.size() + " octets, not 1.." + SIZE_MAX);
    }
    if (!FileNames.isFileName(name)) {
      throw new IllegalArgumentException("'" + name + "' is no file name for MSU");
    }
    if (destination.isPresent() && !FileNames.isDestPath(destination.get())) {
      throw new IllegalArgumentException("'" + destination.get() + "' is no path for MSU");
    }
  }
}

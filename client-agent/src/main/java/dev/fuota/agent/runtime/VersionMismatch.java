package dev.fuota.agent.runtime;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.fragmentation.FragSessionSetup;
import dev.fuota.protocol.fragmentation.FragmentationDownlink;
import java.util.List;
import java.util.Optional;

/**
 * Recognises what a server sends that takes the device for one of the other version. Only one
 * downlink differs between the versions: the set-up of a fragmentation session, of 11 octets in
 * version 1 and of 17 in version 2. The first 11 of those 17 read as a set-up of version 1, for
 * which no fragment would ever fit.
 */
final class VersionMismatch {
  private VersionMismatch() {}

  /**
   * What is wrong, for people; empty if {@code payload} is not, as a whole, a set-up in the other
   * version (PKG-12).
   *
   * @param ours the version of the fragmentation package on this device
   * @param payload cannot be read to its end as {@code ours}
   */
  static Optional<String> inSetUp(PackageVersion ours, Bytes payload) {
    PackageVersion other = ours == PackageVersion.V1 ? PackageVersion.V2 : PackageVersion.V1;
    var stream = FragmentationDownlink.commands(other).decodeAll(payload);
    List<FragmentationDownlink> commands = stream.commands();
    boolean setUp = commands.size() == 1 && commands.get(0) instanceof FragSessionSetup;
    return setUp && stream.defect().isEmpty()
        ? Optional.of(
            String.format(
                "this looks like FragSessionSetupReq of version %d, but the device has version %d",
                other.number(), ours.number()))
        : Optional.empty();
  }
}

package dev.fuota.emulators.modem;

import dev.fuota.hal.link.Downlink;
import dev.fuota.protocol.codec.Bytes;
import java.util.Map;
import java.util.Optional;

/**
 * The application packages that RUI3 5.0 has built in, as far as a network notices first: they
 * answer PackageVersionReq on their ports, whatever the host does.
 */
final class OwnPackages {
  private static final int PACKAGE_VERSION = 0x00;
  private static final int VERSION = 1;

  /** Package identifiers by port: remote multicast setup, fragmentation, clock synchronisation. */
  private static final Map<Integer, Integer> IDENTIFIERS = Map.of(200, 2, 201, 3, 202, 1);

  private OwnPackages() {}

  /** What the modem sends back on the same port. */
  static Optional<Bytes> answer(Downlink downlink) {
    Integer identifier = IDENTIFIERS.get(downlink.fPort());
    boolean asked = downlink.payload().length > 0 && downlink.payload()[0] == PACKAGE_VERSION;
    return identifier == null || !asked
        ? Optional.empty()
        : Optional.of(Bytes.of((byte) PACKAGE_VERSION, identifier.byteValue(), (byte) VERSION));
  }
}

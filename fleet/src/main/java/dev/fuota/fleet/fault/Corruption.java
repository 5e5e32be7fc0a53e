package dev.fuota.fleet.fault;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.fragmentation.FragmentationCommand;
import dev.fuota.protocol.lorawan.DataFrame;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Flips bits of a frame before the device gets it: its MAC must refuse it. */
final class Corruption extends Ailment {
  private static final int FLIPS_MAX = 4;

  Corruption(ArmedFault armed, Patient patient) {
    super(armed, patient);
  }

  /** A fragment cannot be read before it is spoilt: what comes behind the one before is it. */
  @Override
  void onFragment(int number) {
    super.onFragment(number + 1);
  }

  /** What the device gets for {@code phyPayload}. */
  byte[] spoil(byte[] phyPayload) {
    if (armed().fault().at() instanceof At.Fragment at) {
      if (!isFragment(phyPayload)) {
        return phyPayload;
      }
      if (at.number() == 1) {
        super.onFragment(1);
      }
    }
    if (!isActive() || phyPayload.length == 0) {
      return phyPayload;
    }
    byte[] spoilt = phyPayload.clone();
    RandomGenerator random = patient().random();
    for (int i = random.nextInt(FLIPS_MAX); i >= 0; i--) {
      spoilt[random.nextInt(spoilt.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
    }
    strikes("octets of a downlink change");
    return spoilt;
  }

  /** As far as can be seen from outside: to a group, on the port of fragments. */
  private boolean isFragment(byte[] phyPayload) {
    Optional<DataFrame> frame = DataFrame.decode(Bytes.of(phyPayload)).value();
    return frame.isPresent()
        && frame.get().fPort() == FragmentationCommand.DEFAULT_FPORT
        && !patient().radio().isOwn(frame.get().devAddr());
  }
}

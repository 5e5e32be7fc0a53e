package dev.fuota.fleet.fault;

import dev.fuota.hal.sim.Tear;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Cuts the power once: in the flash operation that follows its moment, torn in a way that is drawn
 * by lot, or, if none follows soon, between two. A bootloader that installs an image is cut in one
 * of the operations that it would do, drawn by lot too.
 */
final class PowerCut extends Ailment {
  private static final List<Tear> TEARS = List.of(Tear.values());

  /** A device that writes nothing for so long is between two operations. */
  private static final Duration SOON = Duration.ofSeconds(1);

  PowerCut(ArmedFault armed, Patient patient) {
    super(armed, patient);
  }

  static Tear tear(Patient patient) {
    return TEARS.get(patient.random().nextInt(TEARS.size()));
  }

  static String words(Tear tear) {
    return "leaving it: " + tear.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  @Override
  void act() {
    int ahead = isAbout(Moment.BOOT) ? 1 + drawn(patient().operationsOfBoot()) : 1;
    Tear tear = tear(patient());
    Fuse.Cut cut =
        new Fuse.Cut(
            ahead, tear, () -> strikes("power fails in a flash operation, " + words(tear)));
    patient().fuse().plan(cut);
    patient().after(SOON, () -> unplug(cut));
  }

  private int drawn(int operations) {
    return operations == 0 ? 0 : patient().random().nextInt(operations);
  }

  private void unplug(Fuse.Cut cut) {
    if (isActive()) {
      patient().fuse().cancel(cut);
      if (patient().device().unplug()) {
        strikes("power fails between two flash operations");
      }
    }
  }
}

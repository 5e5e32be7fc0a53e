package dev.fuota.fleet.fault;

import dev.fuota.hal.sim.Tear;
import org.jspecify.annotations.Nullable;

/** Cuts the power in the next operation of its step each time that a device comes there. */
final class EveryCut extends Ailment {
  private Fuse.@Nullable Cut planned;
  private boolean passed;

  EveryCut(ArmedFault armed, Patient patient) {
    super(armed, patient);
  }

  @Override
  void onBegun(Moment moment) {
    if (passed || !isAbout(moment)) {
      return;
    }
    forget();
    int operation = armed().nextOperation();
    Tear tear = PowerCut.tear(patient());
    planned = new Fuse.Cut(operation, tear, () -> blown(moment, operation, tear));
    patient().fuse().plan(planned);
  }

  private void blown(Moment moment, int operation, Tear tear) {
    planned = null;
    armed().nextCut();
    strikes(
        "power fails in flash operation "
            + operation
            + " of "
            + moment.label()
            + ", "
            + PowerCut.words(tear));
  }

  @Override
  void onEnded(Moment moment) {
    if (isAbout(moment)) {
      passed = true;
      forget();
    }
  }

  /** What was left of the step is no step any more, or begins anew. */
  @Override
  void onRestart() {
    forget();
  }

  private void forget() {
    if (planned != null) {
      patient().fuse().cancel(planned);
      planned = null;
    }
  }
}

package dev.fuota.fleet.fault;

import dev.fuota.report.Say;

/** Parts of a fault's description. */
final class Words {
  private Words() {}

  static String at(At at) {
    if (at instanceof At.Time time) {
      return Say.duration(time.sinceStart().toMillis() / 1000.0);
    }
    if (at instanceof At.Fragment fragment) {
      return "fragment " + fragment.number();
    }
    At.Step step = (At.Step) at;
    return step.moment().label() + (step.everyFlashOperation() ? ", every flash operation" : "");
  }

  static String whom(Whom whom) {
    if (whom instanceof Whom.Share share) {
      return Say.percent(share.share()) + " of the devices";
    }
    if (whom instanceof Whom.Count count) {
      return Say.count(count.count(), "device");
    }
    return whom instanceof Whom.Gateway gateway ? "gateway " + gateway.index() : "the server";
  }
}
